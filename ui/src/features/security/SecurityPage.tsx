import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Table,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { moment } from '../../app/format';
import { RightButton, useReason } from '../../app/rights';
import { Failed, Panel } from '../../app/states';
import { Age } from '../../app/time';
import { isCritical, known } from './types';

type Pattern = Schemas['SecurityEventSecurityPattern'];

const DAYS = ['7', '30', '365'] as const;
const SHOWN = 5;

/** Security events of all stations: what was told alike is one line, until somebody has seen it. */
export function SecurityPage() {
  const { t } = useTranslation('security');
  const [days, setDays] = useState<(typeof DAYS)[number]>('30');
  const asked = useQuery({
    queryKey: keys.securityPatterns(days),
    queryFn: () => body(api.GET('/api/v1/security-events', { params: { query: { days: Number(days) } } })),
    refetchInterval: 15_000,
    placeholderData: (before) => before,
  });
  return (
    <Stack gap="md" maw={1000}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <SegmentedControl
          aria-label={t('range')}
          value={days}
          onChange={(value) => setDays(value as '30')}
          data={DAYS.map((value) => ({ value, label: t(`days.${value}`) }))}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('lead')}
      </Text>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('none')}</Text>}>
        {(data) => (
          <Stack gap="sm">
            {data.items.map((pattern) => (
              <PatternCard key={pattern.type} pattern={pattern} />
            ))}
          </Stack>
        )}
      </Panel>
    </Stack>
  );
}

function PatternCard({ pattern }: { pattern: Pattern }) {
  const { t, i18n } = useTranslation('security');
  const [acking, setAcking] = useState(false);
  const [whole, setWhole] = useState(false);
  const reason = useReason('operator', true);
  const type = known(pattern.type);
  const shown = whole ? pattern.stations : pattern.stations.slice(0, SHOWN);
  return (
    <Card withBorder>
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600}>{type ? t(`type.${type}`) : pattern.type || t('untold')}</Text>
            {isCritical(pattern.type) && (
              <Badge color="red.9" tt="none">
                {t('critical')}
              </Badge>
            )}
            {pattern.fresh > 0 && (
              <Badge color="orange.9" tt="none">
                {t('fresh', { count: pattern.fresh })}
              </Badge>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {pattern.type}
          </Text>
          <Text size="sm" mt={4}>
            {t('told', { count: pattern.count })} {t('at', { count: pattern.stations.length })} ·{' '}
            <Age at={pattern.lastAt} span size="sm" />
          </Text>
          {type && (
            <Text size="sm" c="dimmed" mt={4}>
              {t(`advice.${type}`, { defaultValue: '' })}
            </Text>
          )}
          {pattern.acknowledgedAt && (
            <Text size="sm" mt={4}>
              {t('seenBy', {
                by: pattern.acknowledgedBy,
                at: moment(pattern.acknowledgedAt, undefined, i18n.language),
              })}
              {pattern.note && ` · ${pattern.note}`}
            </Text>
          )}
        </div>
        {pattern.fresh > 0 && (
          <RightButton variant="default" reason={reason} onClick={() => setAcking(true)}>
            {t('acknowledge')}
          </RightButton>
        )}
      </Group>
      <Table mt="xs" aria-label={t('stations', { type: pattern.type })}>
        <Table.Tbody>
          {shown.map((at) => (
            <Table.Tr key={at.station}>
              <Table.Td>
                <Anchor component={Link} to={`/stations/${encodeURIComponent(at.station)}/trust`} size="sm">
                  {at.station}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{t('told', { count: at.count })}</Text>
              </Table.Td>
              <Table.Td ta="right">
                <Age at={at.lastAt} size="sm" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {!whole && pattern.stations.length > SHOWN && (
        <Button size="xs" variant="default" mt="xs" onClick={() => setWhole(true)}>
          {t('more', { count: pattern.stations.length - SHOWN })}
        </Button>
      )}
      {acking && <Acknowledge pattern={pattern} close={() => setAcking(false)} />}
    </Card>
  );
}

function Acknowledge({ pattern, close }: { pattern: Pattern; close: () => void }) {
  const { t } = useTranslation('security');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/security-events/acknowledge', {
          body: { type: pattern.type, through: pattern.lastAt, ...(note.trim() && { note: note.trim() }) },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.securityEventsAll });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t('acknowledge')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      <Stack>
        <Text size="sm">{t('consequence', { count: pattern.fresh, type: pattern.type })}</Text>
        <Textarea
          label={t('note')}
          maxLength={1_000}
          autosize
          minRows={2}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {send.error && <Failed error={send.error} title={common('state.refused')} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common('action.cancel')}
          </Button>
          <Button loading={send.isPending} onClick={() => send.mutate()}>
            {t('acknowledge')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
