import { Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { moment } from '../../app/format';

/** A time as the site's clocks show it, with the zone's name; hovering tells UTC. */
export function Moment({ at, zone }: { at: string; zone: string | undefined }) {
  const { i18n } = useTranslation();
  return (
    <Tooltip label={moment(at, 'UTC', i18n.language)}>
      <Text component="time" dateTime={at} fz="inherit">
        {moment(at, zone, i18n.language)}
      </Text>
    </Tooltip>
  );
}
