import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { number } from '../../app/format';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { Part } from './Figures';

type Health = Schemas['HealthView'];

const NEWEST = 8;
const REASONS = [
  'not-websocket',
  'invalid-identity',
  'unknown-station',
  'wrong-profile',
  'no-credentials',
  'wrong-credentials',
  'no-certificate',
  'wrong-certificate',
  'no-common-subprotocol',
  'rate-limited',
  'unavailable',
  'timeout',
  'bad-request',
  'too-many-connections',
] as const;

/** Who is connected, by version and by how the connection is secured. */
export function Links({ links }: { links: Health['links'] }) {
  const { t, i18n } = useTranslation('health');
  const versions = [...new Set(links.map(({ version }) => version))];
  const profiles = [...new Set(links.map(({ securityProfile }) => securityProfile))].sort();
  const of = (version: string, profile: number) =>
    links.find((one) => one.version === version && one.securityProfile === profile)?.count ?? 0;
  return (
    <Part title={t('links.title')} hint={t('links.hint')}>
      {links.length === 0 ? (
        <Text size="sm">{t('links.none')}</Text>
      ) : (
        <Table aria-label={t('links.title')} className="live-value">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('links.version')}</Table.Th>
              {profiles.map((profile) => (
                <Table.Th key={profile} ta="right">
                  {t('links.profile', { profile })}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.map((version) => (
              <Table.Tr key={version}>
                <Table.Td>{version.replace('ocpp', 'OCPP ')}</Table.Td>
                {profiles.map((profile) => (
                  <Table.Td key={profile} ta="right">
                    {number(of(version, profile), 0, i18n.language)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Part>
  );
}

/** How many were turned away, why, and who was the last. */
export function Refused({ refused }: { refused: Health['refused'] }) {
  const { t, i18n } = useTranslation('health');
  const newest = useQuery({
    queryKey: keys.attempts,
    queryFn: () => body(api.GET('/api/v1/connection-attempts')),
    refetchInterval: 5_000,
  });
  const word = (reason: string) => {
    const known = REASONS.find((one) => one === reason);
    return known ? t(`reason.${known}`) : reason;
  };
  const reasons = Object.entries(refused.sinceStart)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one);
  return (
    <Part title={t('refused.title')} hint={t('refused.hint')}>
      {reasons.length === 0 ? (
        <Text size="sm">{t('refused.none')}</Text>
      ) : (
        <Table aria-label={t('refused.title')} className="live-value">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('refused.reason')}</Table.Th>
              <Table.Th ta="right">{t('refused.recently')}</Table.Th>
              <Table.Th ta="right">{t('refused.sinceStart')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reasons.map(([reason, count]) => (
              <Table.Tr key={reason}>
                <Table.Td>
                  {word(reason)}
                  <Text size="xs" c="dimmed">
                    {reason}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">{number(refused.recently[reason] ?? 0, 0, i18n.language)}</Table.Td>
                <Table.Td ta="right">{number(count, 0, i18n.language)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Text size="sm" fw={600} mt="xs">
        {t('refused.newest')}
      </Text>
      <Panel
        asked={newest}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text size="sm">{t('refused.nobody')}</Text>}
        rows={2}
      >
        {({ items }) => (
          <>
            {items.slice(0, NEWEST).map((one) => (
              <Text key={`${one.identity} ${one.remoteAddress} ${one.reason}`} size="sm">
                <b>{one.identity}</b> · {one.remoteAddress} · {word(one.reason)} ·{' '}
                <Text span size="xs" c="dimmed">
                  {t('refused.times', { count: one.count })}, <Age at={one.lastSeenAt} span size="xs" />
                </Text>
              </Text>
            ))}
          </>
        )}
      </Panel>
    </Part>
  );
}
