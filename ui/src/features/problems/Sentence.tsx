import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moment } from '../../app/format';
import { type Problem, placeOf, sentenceOf } from './kinds';

const TIMES = ['notAfter', 'told'];

/** The problem in a sentence, beginning with the station. */
export function Sentence({ problem }: { problem: Problem }) {
  const { t, i18n } = useTranslation('problems');
  const { t: start } = useTranslation('start');
  const facts = Object.fromEntries(Object.entries(problem.facts).map(([name, value]) => [name, told(name, value)]));
  function told(name: string, value: string): string {
    if (TIMES.includes(name)) return moment(value, undefined, i18n.language);
    return name === 'reason' ? start(`reason.${value as 'unknown-station'}`, { defaultValue: `(${value})` }) : value;
  }
  const place = t(`place.${placeOf(problem)}`, { evse: problem.evse, connector: problem.connector });
  return (
    <Text size="sm" fw={600} component="span">
      {problem.station && (
        <>
          <Anchor component={Link} to={`/stations/${encodeURIComponent(problem.station)}`} size="sm" fw={700}>
            {problem.station}
          </Anchor>{' '}
        </>
      )}
      {t(`sentence.${sentenceOf(problem) as 'stationOffline'}`, { ...facts, place, code: problem.code })}
    </Text>
  );
}
