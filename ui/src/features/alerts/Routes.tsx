import { Alert, Button, Card, Code, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { mayAct, useSession } from '../session/session';
import { routesQuery } from './queries';

type Route = Schemas['AlertRouteView'];

/** The ways to people and machines; each can be tried. */
export function Routes() {
  const { t } = useTranslation('alerts');
  const session = useSession();
  const routes = useQuery(routesQuery);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Route>();
  const acts = mayAct(session, 'operator');
  return (
    <Stack>
      {acts && (
        <Group>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t('route.add')}
          </Button>
        </Group>
      )}
      {made?.secret && (
        <Alert color="teal" title={made.name} withCloseButton onClose={() => setMade(undefined)}>
          <Text size="sm">{t('route.secret')}</Text>
          <Code data-secret style={{ overflowWrap: 'anywhere' }}>
            {made.secret}
          </Code>
        </Alert>
      )}
      <Panel asked={routes} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('route.none')}</Text>}>
        {(data) => (
          <Stack gap="xs">
            {data.items.map((route) => (
              <RouteCard key={route.id} route={route} acts={acts} made={setMade} />
            ))}
          </Stack>
        )}
      </Panel>
      {adding && <AddRoute close={() => setAdding(false)} made={setMade} />}
    </Stack>
  );
}

function RouteCard({ route, acts, made }: { route: Route; acts: boolean; made: (route: Route) => void }) {
  const { t } = useTranslation('alerts');
  const queries = useQueryClient();
  const path = { params: { path: { id: route.id } } };
  const test = useMutation({
    mutationFn: () => body(api.POST('/api/v1/alert-routes/{id}/test', path)),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.alertDeliveries }),
  });
  const again = useMutation({
    mutationFn: () => body(api.PATCH('/api/v1/alert-routes/{id}', { ...path, body: { newSecret: true } })),
    onSuccess: made,
  });
  const remove = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/alert-routes/{id}', path)),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.alertRoutes }),
  });
  const refused = test.error ?? again.error ?? remove.error;
  return (
    <Card withBorder padding="sm" data-route={route.name}>
      <Group justify="space-between">
        <div>
          <Text fw={600}>
            {route.name}{' '}
            <Text span size="sm" c="dimmed">
              {t(`route.${route.kind as 'email'}`)}
            </Text>
          </Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {route.target}
          </Text>
        </div>
        {acts && (
          <Group gap="xs">
            <Button size="xs" onClick={() => test.mutate()} loading={test.isPending}>
              {t('route.test')}
            </Button>
            {route.kind === 'webhook' && (
              <Button size="xs" variant="default" onClick={() => again.mutate()} loading={again.isPending}>
                {t('route.newSecret')}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => remove.mutate()} loading={remove.isPending}>
              {t('route.remove')}
            </Button>
          </Group>
        )}
      </Group>
      <div role="status">
        {refused && (
          <Text size="sm" c="red">
            {refused.message}
          </Text>
        )}
        {test.data && (
          <Text size="sm">
            {t(test.data.state === 'delivered' ? 'route.arrived' : 'route.failed', { answer: test.data.answer })}
          </Text>
        )}
      </div>
    </Card>
  );
}

function AddRoute({ close, made }: { close: () => void; made: (route: Route) => void }) {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [values, setValues] = useState({ name: '', kind: 'email', target: '' });
  const add = useMutation({
    mutationFn: () => body(api.POST('/api/v1/alert-routes', { body: values })),
    onSuccess: async (route) => {
      await queries.invalidateQueries({ queryKey: keys.alertRoutes });
      made(route);
      close();
    },
  });
  const refused = (field: string) =>
    add.error instanceof ApiError ? add.error.fields.find((one) => one.field === field)?.message : undefined;
  const elsewhere = add.error && !(add.error instanceof ApiError && add.error.fields.length > 0);
  return (
    <Modal opened onClose={close} title={t('route.add')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Stack>
          {elsewhere && (
            <Alert color="red" role="alert">
              {add.error?.message}
            </Alert>
          )}
          <SegmentedControl
            aria-label={t('route.kind')}
            value={values.kind}
            onChange={(kind) => setValues({ ...values, kind })}
            data={(['email', 'webhook'] as const).map((value) => ({ value, label: t(`route.${value}`) }))}
          />
          <TextInput
            label={t('field.name')}
            required
            data-autofocus
            value={values.name}
            onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
            error={refused('name')}
          />
          <TextInput
            label={t(values.kind === 'email' ? 'route.addresses' : 'route.url')}
            description={values.kind === 'webhook' ? t('route.urlHint') : undefined}
            required
            value={values.target}
            onChange={(event) => setValues({ ...values, target: event.currentTarget.value })}
            error={refused('target')}
          />
          <Button type="submit" loading={add.isPending}>
            {t('route.save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
