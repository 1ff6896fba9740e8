import { Badge, Button, Card, Checkbox, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { moment, number, span } from '../../app/format';
import { Since } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { CareButtons } from './CareButtons';
import type { Problem } from './kinds';
import { NextStep } from './NextStep';
import { ProblemDetails } from './ProblemDetails';
import classes from './Problems.module.css';
import { Sentence } from './Sentence';
import { SeverityMark } from './SeverityMark';

type Props = {
  problem: Problem;
  current: boolean;
  opened: boolean;
  open: () => void;
  selected: boolean;
  select: () => void;
};

/** One problem: what, since when, the likely cause, who else has it, and what to do. */
export function ProblemCard({ problem, current, opened, open, selected, select }: Props) {
  const { t } = useTranslation('problems');
  const session = useSession();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const acts = mayAct(session, 'technician') && problem.state === 'open';
  return (
    <li ref={row}>
      <Card withBorder padding="sm" className={classes.row} data-current={current} data-problem={problem.kind}>
        <Group wrap="nowrap" align="flex-start" gap="sm">
          <Checkbox checked={selected} onChange={select} aria-label={t('select')} mt={3} visibleFrom="sm" />
          <SeverityMark severity={problem.severity} />
          <Stack gap={4} flex={1} miw={0}>
            <Group justify="space-between" gap="xs">
              <Sentence problem={problem} />
              <Times problem={problem} />
            </Group>
            <Text size="sm">
              <Text span size="sm" c="dimmed">
                {t('likely')}
              </Text>{' '}
              {t(`cause.${problem.cause as 'car'}`)}
            </Text>
            <Group gap="xs">
              <ImpactBadge problem={problem} />
              <Alike problem={problem} />
              {problem.reopened > 0 && (
                <Badge variant="default" tt="none">
                  {t('reopened', { count: problem.reopened })}
                </Badge>
              )}
              <CareBadges problem={problem} />
            </Group>
            <Group gap="xs" mt={4}>
              {acts && <NextStep problem={problem} />}
              {acts && <CareButtons ids={[problem.id]} problem={problem} />}
              <Button
                size="xs"
                variant="subtle"
                onClick={open}
                aria-expanded={opened}
                rightSection={opened ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
              >
                {t('details')}
              </Button>
            </Group>
            {opened && <ProblemDetails problem={problem} />}
          </Stack>
        </Group>
      </Card>
    </li>
  );
}

function Times({ problem }: { problem: Problem }) {
  const { t } = useTranslation('problems');
  if (problem.closedAt)
    return (
      <Text size="sm" c="dimmed">
        {t('lasted')} {span(new Date(problem.closedAt).getTime() - new Date(problem.since).getTime())}
      </Text>
    );
  return (
    <Text size="sm" c="dimmed" className="live-value">
      {t('since')} <Since at={problem.since} span size="sm" />
    </Text>
  );
}

/** About how many drivers; hovering tells how that is reckoned. */
function ImpactBadge({ problem }: { problem: Problem }) {
  const { t, i18n } = useTranslation('problems');
  const { drivers, connectorsOut, sessionsPerConnectorDay } = problem.impact;
  if (connectorsOut === 0) return null;
  const explained = t('impact.explained', {
    count: connectorsOut,
    sessions: number(sessionsPerConnectorDay, 1, i18n.language),
  });
  return (
    <Tooltip label={explained} multiline w={320} events={{ hover: true, focus: true, touch: true }}>
      <Badge color="red.9" tt="none">
        {t('impact.drivers', {
          drivers: drivers < 0.5 ? '< 1' : number(drivers, drivers < 10 && drivers % 1 !== 0 ? 1 : 0, i18n.language),
        })}
      </Badge>
    </Tooltip>
  );
}

function Alike({ problem: { alike } }: { problem: Problem }) {
  const { t } = useTranslation('problems');
  if (alike.others === 0) return null;
  const parts = [
    alike.sameSite > 0 && t('alike.site', { count: alike.sameSite }),
    alike.sameFirmware > 0 && t('alike.firmware', { count: alike.sameFirmware }),
    alike.sameModel > alike.sameFirmware && t('alike.model', { count: alike.sameModel }),
  ].filter(Boolean);
  return (
    <Badge variant="default" tt="none">
      {t('alike.others', { count: alike.others })}
      {parts.length > 0 && ` (${parts.join(', ')})`}
    </Badge>
  );
}

function CareBadges({ problem }: { problem: Problem }) {
  const { t, i18n } = useTranslation('problems');
  return (
    <>
      {problem.acknowledgedBy && (
        <Badge color="teal.9" tt="none">
          {t('acknowledged', { name: problem.acknowledgedBy })}
        </Badge>
      )}
      {problem.assignee && (
        <Badge color="blue.9" tt="none">
          {t('assigned', { name: problem.assignee })}
        </Badge>
      )}
      {problem.snoozedUntil && (
        <Badge color="gray.7" tt="none">
          {t('snoozed', { time: moment(problem.snoozedUntil, undefined, i18n.language) })}
        </Badge>
      )}
    </>
  );
}
