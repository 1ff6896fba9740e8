import {
  Alert,
  Button,
  Card,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { energy, moment, money } from '../../app/format';
import { Failed } from '../../app/states';
import { Bill } from '../transactions/Bill';

/** What a session would cost by a tariff, or a past one would have cost, step by step. Nothing is changed by it. */
export function TryTariff({ tariffs }: { tariffs: Schemas['TariffView'][] }) {
  const { t, i18n } = useTranslation('tariffs');
  const [tariff, setTariff] = useState(tariffs[0]?.id ?? '');
  const [kind, setKind] = useState<'past' | 'imagined'>('past');
  const [chosen, setChosen] = useState<string | null>(null);
  const [session, setSession] = useState(() => imagined(new Date()));
  const past = useQuery({
    queryKey: keys.transactionList({ forTariffs: true }),
    queryFn: () => body(api.GET('/api/v1/transactions', { params: { query: { state: 'ended', limit: 50 } } })),
  });
  const known = past.data?.items ?? [];
  const transaction = known.find(({ id }) => id === (chosen ?? known[0]?.id));
  const ask = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/tariffs/{id}/price', {
          params: { path: { id: tariff } },
          body: (kind === 'past' ? { transaction: transaction?.id } : question(session)) as never,
        }),
      ),
  });
  return (
    <Card withBorder component="section" aria-label={t('try.title')}>
      <Title order={2} size="h4">
        {t('try.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('try.hint')}
      </Text>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t('try.tariff')}
            data={tariffs.map(({ id, name }) => ({ value: id, label: name }))}
            value={tariff}
            onChange={(id) => id && setTariff(id)}
            allowDeselect={false}
          />
          <SegmentedControl
            aria-label={t('try.of')}
            value={kind}
            onChange={(to) => setKind(to as 'past')}
            data={(['past', 'imagined'] as const).map((value) => ({ value, label: t(`try.${value}`) }))}
            style={{ alignSelf: 'end' }}
          />
        </SimpleGrid>
        {kind === 'past' ? (
          <Select
            label={t('try.transaction')}
            data={known.map((one) => ({
              value: one.id,
              label: [
                one.station,
                one.startedAt && moment(one.startedAt, undefined, i18n.language),
                energy(one.energyWh, i18n.language),
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
            value={transaction?.id ?? null}
            onChange={setChosen}
            searchable
            nothingFoundMessage={t('try.noTransactions')}
          />
        ) : (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {(['start', 'chargingUntil', 'end'] as const).map((field) => (
              <TextInput
                key={field}
                type="datetime-local"
                label={t(`try.${field}`)}
                value={session[field]}
                onChange={(event) => setSession({ ...session, [field]: event.currentTarget.value })}
              />
            ))}
            <NumberInput
              label={t('try.energy')}
              min={0}
              value={session.energyKwh}
              onChange={(energyKwh) => setSession({ ...session, energyKwh: Number(energyKwh) })}
            />
          </SimpleGrid>
        )}
        <Group>
          <Button loading={ask.isPending} disabled={kind === 'past' && !transaction} onClick={() => ask.mutate()}>
            {t('try.run')}
          </Button>
        </Group>
        <div aria-live="polite">
          {ask.error && <Failed error={ask.error} />}
          {ask.data && (
            <Stack gap="xs">
              <Group justify="space-between">
                <Text fw={600}>{t('try.would', { version: ask.data.version, zone: ask.data.timeZone })}</Text>
                <Text fw={700}>{money(ask.data.total, ask.data.currency, i18n.language)}</Text>
              </Group>
              {ask.data.total === undefined && <Alert color="orange">{t('try.unknown')}</Alert>}
              <Bill bill={ask.data} />
              {kind === 'past' && transaction?.cost?.total !== undefined && (
                <Text size="sm">
                  {t('try.did', { amount: money(transaction.cost.total, transaction.cost.currency, i18n.language) })}
                </Text>
              )}
            </Stack>
          )}
        </div>
      </Stack>
    </Card>
  );
}

type Imagined = { start: string; chargingUntil: string; end: string; energyKwh: number };

/** Two hours from noon, the last half of it standing, 22 kWh. */
function imagined(now: Date): Imagined {
  const day = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return { start: `${day}T12:00`, chargingUntil: `${day}T13:30`, end: `${day}T14:00`, energyKwh: 22 };
}

function question({ start, chargingUntil, end, energyKwh }: Imagined): object {
  const utc = (local: string) => (local ? new Date(local).toISOString() : undefined);
  return { start: utc(start), chargingUntil: utc(chargingUntil), end: utc(end), energyKwh: String(energyKwh) };
}
