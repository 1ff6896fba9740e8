import { Anchor, Badge, Card, Grid, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { energy, power } from '../../app/format';
import { Panel } from '../../app/states';
import { Age, Since } from '../../app/time';
import { StatusMark } from '../status/StatusMark';
import { transactionQuery } from '../transactions/query';

type Connector = Schemas['ConnectorView'];

/** What each connector does at this moment, what the station is, and what was odd about it. */
export function Now({ station, narrow = false }: { station: Schemas['StationView']; narrow?: boolean }) {
  const { t } = useTranslation('stations');
  const connectors = useQuery({
    queryKey: keys.connectors(station.id),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/connectors', { params: { path: { id: station.id } } })),
  });
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: narrow ? 12 : 8 }}>
        <Stack>
          <Title order={2} size="h4">
            {t('now.connectors')}
          </Title>
          <Panel
            asked={connectors}
            isEmpty={(data) => data.items.length === 0}
            empty={<Text>{t('now.noConnectors')}</Text>}
          >
            {(data) => (
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                {data.items.map((connector) => (
                  <ConnectorCard
                    key={`${connector.evse}/${connector.connector}`}
                    connector={connector}
                    connected={station.connected}
                  />
                ))}
              </SimpleGrid>
            )}
          </Panel>
          <Findings station={station.id} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: narrow ? 12 : 4 }}>
        <About station={station} />
      </Grid.Col>
    </Grid>
  );
}

function ConnectorCard({ connector, connected }: { connector: Connector; connected: boolean }) {
  const { t } = useTranslation('stations');
  const running = useQuery({
    ...transactionQuery(connector.transaction ?? ''),
    enabled: connector.transaction !== undefined,
    refetchInterval: 5_000,
  });
  const charge = connector.transaction ? running.data : undefined;
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="xs">
        <Text fw={600}>
          {connector.evse === 0
            ? t('now.whole')
            : `${t('now.evse', { evse: connector.evse })} · ${t('now.connector', { connector: connector.connector })}`}
        </Text>
        <Since at={connector.reportedAt ?? connector.receivedAt} size="sm" c="dimmed" />
      </Group>
      <div className="live-value">
        <StatusMark word={connector.status} connected={connected} charging={charge?.chargingState} />
      </div>
      {connector.errorCode && connector.errorCode !== 'NoError' && (
        <Text size="sm" c="red" mt="xs">
          {[connector.errorCode, connector.info, connector.vendorErrorCode].filter(Boolean).join(' · ')}
        </Text>
      )}
      {charge && <Charge charge={charge} />}
    </Card>
  );
}

function Charge({ charge }: { charge: Schemas['TransactionView'] }) {
  const { t, i18n } = useTranslation('stations');
  return (
    <Group mt="sm" gap="lg" className="live-value">
      <Text fw={600}>{energy(charge.energyWh, i18n.language)}</Text>
      <Text fw={600}>{power(charge.powerW, i18n.language)}</Text>
      {charge.socPercent !== undefined && <Text fw={600}>{Math.round(charge.socPercent)} %</Text>}
      <Anchor
        component={Link}
        to={`/transactions/${charge.id}`}
        size="sm"
        aria-label={`${t('now.transaction')} ${charge.transactionId}`}
      >
        {charge.idToken?.idToken ?? t('now.transaction')}
      </Anchor>
    </Group>
  );
}

function About({ station }: { station: Schemas['StationView'] }) {
  const { t } = useTranslation('stations');
  const rows: [label: string, value: string | number | undefined][] = [
    [t('about.site'), station.site],
    [t('about.model'), [station.vendor, station.model].filter(Boolean).join(' ')],
    [t('about.serial'), station.reportedSerialNumber ?? station.serialNumber],
    [t('about.firmware'), station.firmwareVersion],
    [t('about.address'), station.remoteAddress],
    [t('about.profile'), station.securityProfile],
    [
      t('about.registration'),
      t(`registrations.${station.registration as 'accepted'}`, { defaultValue: station.registration }),
    ],
    [t('about.bootReason'), station.bootReason],
  ];
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        {t('about.title')}
      </Title>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {rows
            .filter(([, value]) => value !== undefined && value !== '')
            .map(([label, value]) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
                  {label}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
          <Table.Tr>
            <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
              {t('about.booted')}
            </Table.Th>
            <Table.Td>
              <Age at={station.bootedAt} size="sm" />
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Findings({ station }: { station: string }) {
  const { t } = useTranslation('stations');
  const asked = useQuery({
    queryKey: keys.findings(station),
    queryFn: () => body(api.GET('/api/v1/stations/{station}/findings', { params: { path: { station } } })),
  });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('now.findings')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('now.noFindings')}</Text>}>
        {(data) => (
          <Stack gap="xs">
            {data.items.map((finding) => (
              <Card withBorder key={`${finding.action} ${finding.code} ${finding.path}`} padding="sm">
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <div>
                    <Text size="sm">{finding.message}</Text>
                    <Text size="xs" c="dimmed">
                      {finding.action} {finding.path}
                    </Text>
                  </div>
                  <Group gap="xs" wrap="nowrap">
                    <Badge color="orange.9" tt="none">
                      {t('now.times', { count: finding.count })}
                    </Badge>
                    <Age at={finding.lastSeenAt} size="xs" c="dimmed" />
                  </Group>
                </Group>
              </Card>
            ))}
          </Stack>
        )}
      </Panel>
    </Stack>
  );
}
