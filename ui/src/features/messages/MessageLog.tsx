import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { ExportMenu } from '../../app/ExportMenu';
import { MoreButton } from '../../app/MoreButton';
import { Empty, Failed, Loading } from '../../app/states';
import { ExchangeRow } from './ExchangeRow';
import { type Exchange, KEPT, matches, merged } from './exchanges';
import type { MessageSearch } from './search';
import { useTail } from './tail';

/** One row an exchange: the call, its answer, how long it took and whether it was right. New ones come by themselves. */
export function MessageLog({ station }: { station?: string }) {
  const { t } = useTranslation('messages');
  const search: MessageSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const [paused, setPaused] = useState(false);
  const tail = useTail(station, paused);
  const stored = useInfiniteQuery({
    queryKey: keys.messages(station ?? '', search),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/stations/{station}/messages', {
          params: { path: { station: station ?? '' }, query: { ...search, limit: 50, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled: station !== undefined,
  });
  const shown = useMemo(() => {
    const older: Exchange[] = (stored.data?.pages ?? [])
      .flatMap((page) => page.items)
      .map((message) => ({ ...message, station: station ?? '' }));
    return merged(tail.exchanges, older, KEPT + older.length).filter((one) => matches(one, search));
  }, [tail.exchanges, stored.data, station, search]);
  const filter = (change: MessageSearch) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true });
  const typedText = useDebouncedCallback((q: string) => filter({ q: q || undefined }), 300);
  const typedEvse = useDebouncedCallback((evse: number | undefined) => filter({ evse }), 300);
  const typedAction = useDebouncedCallback((action: string) => filter({ action: action || undefined }), 300);

  return (
    <Stack gap="sm">
      <Group align="flex-end">
        <TextInput
          label={t('action')}
          defaultValue={search.action ?? ''}
          onChange={(event) => typedAction(event.currentTarget.value)}
          w={190}
        />
        <TextInput
          label={t('search')}
          leftSection={<IconSearch size={16} />}
          defaultValue={search.q ?? ''}
          onChange={(event) => typedText(event.currentTarget.value)}
          flex={1}
          miw={180}
        />
        <NumberInput
          label={t('evse')}
          defaultValue={search.evse ?? ''}
          onChange={(value) => typedEvse(value === '' ? undefined : Number(value))}
          min={0}
          allowDecimal={false}
          w={90}
        />
        <TextInput
          key={search.transaction ?? ''}
          label={t('transaction')}
          defaultValue={search.transaction ?? ''}
          onBlur={(event) => filter({ transaction: event.currentTarget.value || undefined })}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          w={150}
        />
        <SegmentedControl
          aria-label={t('direction.label')}
          value={search.direction ?? 'all'}
          onChange={(value) => filter({ direction: value === 'all' ? undefined : (value as 'fromStation') })}
          data={(['all', 'fromStation', 'toStation'] as const).map((value) => ({
            value,
            label: t(`direction.${value}`),
          }))}
        />
        <Checkbox
          label={t('errorsOnly')}
          checked={search.errorsOnly ?? false}
          onChange={(event) => filter({ errorsOnly: event.currentTarget.checked || undefined })}
          mb={8}
        />
        <Button
          variant="default"
          leftSection={paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
          onClick={() => setPaused(!paused)}
        >
          {t(paused ? 'resume' : 'pause')}
        </Button>
        {station && <ExportMenu path={`/stations/${encodeURIComponent(station)}/messages`} filter={search} />}
        {paused && tail.waiting > 0 && (
          <Badge size="lg" tt="none" variant="light" mb={6}>
            {t('buffered', { count: tail.waiting })}
          </Badge>
        )}
      </Group>
      {!station && (
        <Text size="sm" c="dimmed">
          {t('chooseStation')}
        </Text>
      )}
      {tail.dropped > 0 && <Alert color="orange">{t('dropped', { count: tail.dropped })}</Alert>}
      {station && stored.isPending && <Loading rows={6} />}
      {stored.error && <Failed error={stored.error} retry={() => void stored.refetch()} />}
      {shown.length === 0 && !(station && stored.isPending) ? (
        <Empty>
          <Text>{t('empty')}</Text>
        </Empty>
      ) : (
        <Paper withBorder>
          {shown.map((exchange) => (
            <ExchangeRow
              key={`${exchange.station} ${exchange.id} ${exchange.messageId}`}
              exchange={exchange}
              withStation={!station}
            />
          ))}
        </Paper>
      )}
      <MoreButton list={stored} />
    </Stack>
  );
}
