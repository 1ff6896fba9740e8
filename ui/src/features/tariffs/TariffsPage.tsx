import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Confirm } from '../../app/Confirm';
import { RightButton, useReason } from '../../app/rights';
import { Panel } from '../../app/states';
import { Assign } from './Assign';
import { TariffDialog } from './TariffDialog';
import { TryTariff } from './TryTariff';
import { hours, prices } from './words';

type Tariff = Schemas['TariffView'];
type Assignment = Schemas['AssignmentForm'];

/** What charging costs, who pays which tariff, and what a session would have cost by another one. */
export function TariffsPage() {
  const { t } = useTranslation('tariffs');
  const [edited, setEdited] = useState<Tariff | 'new'>();
  const reason = useReason('operator', true);
  const tariffs = useQuery({ queryKey: keys.tariffs, queryFn: () => body(api.GET('/api/v1/tariffs')) });
  const assigned = useQuery({
    queryKey: keys.tariffAssignments,
    queryFn: () => body(api.GET('/api/v1/tariff-assignments')),
  });
  return (
    <Stack gap="md" maw={1000}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <RightButton reason={reason} leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
          {t('add')}
        </RightButton>
      </Group>
      <Panel asked={tariffs} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('none')}</Text>}>
        {(data) => (
          <Stack gap="sm">
            {data.items.map((tariff) => (
              <TariffCard
                key={tariff.id}
                tariff={tariff}
                assignments={(assigned.data?.items ?? []).filter((one) => one.tariff === tariff.id)}
                edit={() => setEdited(tariff)}
                reason={reason}
              />
            ))}
            <TryTariff tariffs={data.items} />
          </Stack>
        )}
      </Panel>
      {edited && <TariffDialog tariff={edited === 'new' ? undefined : edited} close={() => setEdited(undefined)} />}
    </Stack>
  );
}

function TariffCard({
  tariff,
  assignments,
  edit,
  reason,
}: {
  tariff: Tariff;
  assignments: Assignment[];
  edit: () => void;
  reason: string | undefined;
}) {
  const { t, i18n } = useTranslation('tariffs');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'assign' | 'delete'>();
  const role = useReason('operator');
  return (
    <Card withBorder component="section" aria-label={tariff.name}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h4">
            {tariff.name}
          </Title>
          <Text size="xs" c="dimmed">
            {t('version', { id: tariff.id, version: tariff.version })}
          </Text>
        </div>
        <Group gap="xs">
          <RightButton size="xs" variant="default" reason={role} onClick={() => setAsking('assign')}>
            {t('assign')}
          </RightButton>
          <RightButton size="xs" variant="default" reason={reason} onClick={edit}>
            {common('action.edit')}
          </RightButton>
          <RightButton
            size="xs"
            variant="default"
            reason={reason ?? (assignments.length > 0 ? t('inUse') : undefined)}
            onClick={() => setAsking('delete')}
          >
            {common('action.delete')}
          </RightButton>
        </Group>
      </Group>
      <Stack gap={4} mt="sm">
        {tariff.elements.map((element) => (
          <Text size="sm" key={JSON.stringify(element)}>
            {prices(element, tariff.currency, t, i18n.language)}{' '}
            <Text span size="xs" c="dimmed">
              {hours(element, t, i18n.language) ?? t('always')}
            </Text>
          </Text>
        ))}
        {tariff.idleGraceMinutes > 0 && (
          <Text size="xs" c="dimmed">
            {t('grace', { count: tariff.idleGraceMinutes })}
          </Text>
        )}
      </Stack>
      <Group gap="xs" mt="sm">
        <Text size="sm">{t('paidBy')}</Text>
        {assignments.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('nobody')}
          </Text>
        )}
        {assignments.map((one) => (
          <Payer key={JSON.stringify(one)} of={one} reason={role} />
        ))}
      </Group>
      {asking === 'assign' && <Assign tariff={tariff} close={() => setAsking(undefined)} />}
      {asking === 'delete' && (
        <Confirm
          title={t('delete', { name: tariff.name })}
          consequence={t('deleteConsequence')}
          action={common('action.delete')}
          run={async () => {
            await body(api.DELETE('/api/v1/tariffs/{id}', { params: { path: { id: tariff.id } } }));
            await queries.invalidateQueries({ queryKey: keys.tariffs });
          }}
          close={() => setAsking(undefined)}
        />
      )}
    </Card>
  );
}

/** Who pays it, and the way to end that. */
function Payer({ of, reason }: { of: Assignment; reason: string | undefined }) {
  const { t } = useTranslation('tariffs');
  const queries = useQueryClient();
  const [ending, setEnding] = useState(false);
  const { site, station, evse, group } = of;
  const name = site
    ? t('payer.site', { site })
    : group
      ? t('payer.group', { group })
      : evse
        ? t('payer.evse', { station, evse })
        : t('payer.station', { station });
  if (reason)
    return (
      <Badge variant="default" tt="none">
        {name}
      </Badge>
    );
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setEnding(true)} aria-label={t('end', { name })}>
        {name} ×
      </Button>
      {ending && (
        <Confirm
          title={t('end', { name })}
          consequence={t('endConsequence')}
          action={t('end', { name })}
          run={async () => {
            const query = {
              ...(site && { site }),
              ...(station && { station }),
              ...(evse && { evse }),
              ...(group && { group }),
            };
            await body(api.DELETE('/api/v1/tariff-assignments', { params: { query } }));
            await queries.invalidateQueries({ queryKey: keys.tariffs });
          }}
          close={() => setEnding(false)}
        />
      )}
    </>
  );
}
