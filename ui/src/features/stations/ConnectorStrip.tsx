import { Group, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { span } from '../../app/format';
import { useNow } from '../../app/time';
import { kindOf } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import { connectorsQuery } from './query';
import { runningQuery } from './Vitals';

const MOST = 12;

/** The state of each connector and for how long it has been so; what is broken says how. */
export function ConnectorStrip({ station, connected }: { station: string; connected: boolean }) {
  const { t } = useTranslation('stations');
  const { t: status } = useTranslation('status');
  const now = useNow();
  const running = useQuery(runningQuery(station)).data?.items ?? [];
  const all = (useQuery(connectorsQuery(station)).data?.items ?? []).filter(({ evse }) => evse > 0);
  if (all.length === 0) return null;
  return (
    <Group gap="md" className="live-value" role="group" aria-label={t('now.connectors')}>
      {all.slice(0, MOST).map((one) => {
        const charge = running.find(({ id }) => id === one.transaction);
        const kind = kindOf(one.status, connected, charge?.chargingState);
        const since = span(now - Date.parse(one.reportedAt ?? one.receivedAt));
        const broken = one.errorCode && one.errorCode !== 'NoError' ? one.errorCode : undefined;
        return (
          <Tooltip
            key={`${one.evse}/${one.connector}`}
            label={[one.status, broken, one.info].filter(Boolean).join(' · ')}
          >
            <Group gap={6} wrap="nowrap">
              <KindMark kind={kind} />
              <Text size="sm">
                {one.evse}/{one.connector} {status(`kind.${kind}`)}
                {broken && ` · ${broken}`}{' '}
                <Text span size="xs" c="dimmed">
                  {since}
                </Text>
              </Text>
            </Group>
          </Tooltip>
        );
      })}
      {all.length > MOST && <Text size="sm">{t('now.moreConnectors', { count: all.length - MOST })}</Text>}
    </Group>
  );
}
