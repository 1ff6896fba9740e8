import { Badge, Button, Card, Group, Modal, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { mayAct, useSession } from '../session/session';
import { routesQuery, rulesQuery } from './queries';
import { RuleEditor } from './RuleEditor';

type Rule = Schemas['AlertRuleView'];

/** All rules, each in a sentence. */
export function Rules() {
  const { t } = useTranslation('alerts');
  const session = useSession();
  const rules = useQuery(rulesQuery);
  const [edited, setEdited] = useState<Rule | 'new'>();
  const [removed, setRemoved] = useState<Rule>();
  const acts = mayAct(session, 'operator');
  if (edited) return <RuleEditor rule={edited === 'new' ? undefined : edited} close={() => setEdited(undefined)} />;
  return (
    <Stack>
      {acts && (
        <Group>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t('add')}
          </Button>
        </Group>
      )}
      <Panel
        asked={rules}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <>
            <Text fw={600}>{t('none')}</Text>
            <Text size="sm">{t('noneHint')}</Text>
          </>
        }
      >
        {(data) => (
          <Stack gap="xs">
            {data.items.map((rule) => (
              <Card withBorder key={rule.id} padding="sm" data-rule={rule.name}>
                <Group justify="space-between">
                  <div>
                    <Group gap="xs">
                      <Text fw={600}>{rule.name}</Text>
                      <Badge tt="none" color={rule.enabled ? 'teal.9' : 'gray.7'}>
                        {t(rule.enabled ? 'enabled' : 'disabled')}
                      </Badge>
                    </Group>
                    <RuleSentence rule={rule} />
                  </div>
                  {acts && (
                    <Group gap="xs">
                      <Button size="xs" variant="default" onClick={() => setEdited(rule)}>
                        {t('edit')}
                      </Button>
                      <Button size="xs" variant="default" onClick={() => setRemoved(rule)}>
                        {t('remove')}
                      </Button>
                    </Group>
                  )}
                </Group>
              </Card>
            ))}
          </Stack>
        )}
      </Panel>
      {removed && <Remove rule={removed} close={() => setRemoved(undefined)} />}
    </Stack>
  );
}

function RuleSentence({ rule: { condition, quiet, routes } }: { rule: Rule }) {
  const { t } = useTranslation('alerts');
  const { t: problems } = useTranslation('problems');
  const known = useQuery(routesQuery);
  const names = routes.map((id) => known.data?.items.find((route) => route.id === id)?.name ?? '…');
  const severity = problems(`severity.${condition.severity as 'minor'}`);
  const parts = [
    condition.kinds.length > 0
      ? condition.kinds.map((kind) => problems(`kind.${kind as 'finding'}`)).join(', ')
      : t('says.all'),
    condition.severity !== 'minor' && t('says.atLeast', { severity }),
    condition.sites.length > 0 && t('says.sites', { sites: condition.sites.join(', ') }),
    condition.vendors.length > 0 && t('says.vendors', { vendors: condition.vendors.join(', ') }),
    condition.longerThanMinutes > 0 && t('says.longer', { minutes: condition.longerThanMinutes }),
    condition.moreThanStations > 0 && t('says.many', { count: condition.moreThanStations }),
    quiet && t('says.quiet', { from: quiet.from, to: quiet.to }),
  ].filter(Boolean);
  return (
    <Text size="sm" c="dimmed">
      {parts.join(' · ')} → {names.length > 0 ? names.join(', ') : t('says.noRoute')}
    </Text>
  );
}

function Remove({ rule, close }: { rule: Rule; close: () => void }) {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/alert-rules/{id}', { params: { path: { id: rule.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.alertRules });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t('remove')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      <Stack>
        <Text size="sm">{t('removeAsk', { name: rule.name })}</Text>
        {remove.error && <Text c="red">{remove.error.message}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {common('action.cancel')}
          </Button>
          <Button color="red.9" onClick={() => remove.mutate()} loading={remove.isPending}>
            {t('remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
