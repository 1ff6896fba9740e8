import { Alert, Badge, Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { onceKey } from '../../app/once';
import { isTaken, resultsOf } from './results';
import { displayOf, objection, placeOf, type Variable } from './tree';

type Props = {
  station: Schemas['StationView'];
  all: Variable[];
  draft: ReadonlyMap<string, string>;
  /** @param taken places of the values that the station took */
  close: (taken: ReadonlySet<string>) => void;
};

/** What would change, before it is sent; what the station said to each value, after. */
export function Review({ station, all, draft, close }: Props) {
  const { t } = useTranslation('configuration');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  // As it was when this was opened: the values become the new ones while their answers are read.
  const [changes] = useState(() => all.filter((one) => draft.has(placeOf(one))));
  const send = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: {
            path: { id: station.id },
            query: { wait: '60s' },
            header: { 'Idempotency-Key': onceKey() },
          },
          body: {
            type: 'SetVariables',
            variables: changes.map((one) => ({
              component: one.component,
              componentInstance: one.componentInstance,
              evse: one.evse,
              connector: one.connector,
              variable: one.variable,
              variableInstance: one.variableInstance,
              ...(one.component && { type: one.type }),
              value: draft.get(placeOf(one)) ?? '',
            })),
          } as never,
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: keys.variables(station.id, 'all') }),
  });
  const results = send.data ? resultsOf(send.data) : [];
  const resultOf = (one: Variable) => results.find(({ name }) => name.toLowerCase() === displayOf(one).toLowerCase());
  const taken = new Set(
    changes
      .filter((one) => {
        const result = resultOf(one);
        return result && isTaken(result);
      })
      .map(placeOf),
  );
  const reboot = results.some(({ status }) => status === 'RebootRequired');
  const end = () => close(taken);
  return (
    <Modal
      opened
      onClose={end}
      size="xl"
      title={send.data ? t('review.answer') : t('review.title', { count: changes.length, station: station.id })}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Stack>
        {!station.connected && <Alert color="orange">{t('review.offline')}</Alert>}
        <Table aria-label={t('review.changes')}>
          <Table.Thead>
            <Table.Tr>
              {(['variable', 'before', 'after', 'result'] as const).map((column) => (
                <Table.Th key={column}>{t(`review.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map((one) => {
              const value = draft.get(placeOf(one)) ?? '';
              const wrong = objection(one, value);
              const result = resultOf(one);
              return (
                <Table.Tr key={placeOf(one)} data-result={result?.status}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{displayOf(one)}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {one.mutability === 'WriteOnly' ? t('writeOnly') : (one.value ?? '–')}
                  </Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }} fw={700}>
                    {value === '' ? t('emptyText') : value}
                    {wrong && !result && (
                      <Text size="xs" c="red">
                        {t(`wrong.${wrong}`, { least: one.minLimit, most: one.maxLimit })}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {result && (
                      <>
                        <Badge tt="none" color={isTaken(result) ? 'teal.9' : 'red.9'}>
                          {result.status}
                        </Badge>
                        {result.info && <Text size="xs">{result.info}</Text>}
                      </>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
        {(send.error || (send.data && send.data.state !== 'answered')) && (
          <Alert color="red" role="alert">
            {send.error?.message ?? send.data?.reason ?? send.data?.state}
          </Alert>
        )}
        {reboot && <Alert color="yellow">{t('review.reboot')}</Alert>}
        <Group justify="flex-end">
          {send.data ? (
            <Button onClick={end}>{common('action.close')}</Button>
          ) : (
            <>
              <Button variant="default" onClick={end} data-autofocus>
                {common('action.cancel')}
              </Button>
              <Button onClick={() => send.mutate()} loading={send.isPending} disabled={!station.connected}>
                {t('review.send')}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
