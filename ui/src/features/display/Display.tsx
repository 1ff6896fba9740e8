import { Alert, Badge, Button, Card, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHelpCircle,
  IconPlus,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Confirm } from '../../app/Confirm';
import { moment } from '../../app/format';
import { RightButton, useReason } from '../../app/rights';
import { Failed, Panel } from '../../app/states';
import { Age } from '../../app/time';
import { MessageDialog } from './MessageDialog';
import { type Declared, differences, type Message, type Shown } from './message';
import { ask, declaredQuery, messagesQuery, refusal } from './queries';

const OVER = ['cleared', 'gone', 'refused', 'expired'];

/** What the station shows to drivers: what we set, and what it says it holds. */
export default function Display({ station }: { station: Schemas['StationView'] }) {
  const { t } = useTranslation('display');
  const queries = useQueryClient();
  const asked = useQuery(messagesQuery(station.id));
  const told = useQuery(declaredQuery(station.id)).data;
  const right = useReason('technician');
  const [open, setOpen] = useState<Message | 'new'>();
  const [clearing, setClearing] = useState<Shown>();
  const cannot = whyNot(station, told);
  const reason = right ?? (cannot && t(`cannot.${cannot}`));
  const read = useMutation({
    mutationFn: () => ask(station.id, { type: 'GetDisplayMessages' }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.displayMessages(station.id) }),
  });
  const unread = read.data && read.data.status !== 'Unknown' ? refusal(read.data) : undefined;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h4">
            {t('title')}
          </Title>
          <Text size="sm" c="dimmed">
            {told?.most === undefined ? t('intro') : t('room', { count: told.held ?? 0, most: told.most })}
          </Text>
        </div>
        <Group gap="xs">
          <RightButton
            variant="default"
            reason={reason}
            leftSection={<IconRefresh size={16} />}
            loading={read.isPending}
            onClick={() => read.mutate()}
          >
            {t('read')}
          </RightButton>
          <RightButton reason={reason} leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            {t('set')}
          </RightButton>
        </Group>
      </Group>
      {cannot && <Alert color="orange">{t(`cannot.${cannot}`)}</Alert>}
      {read.error && <Failed error={read.error} />}
      {unread && <Failed error={new Error(unread)} title={t('notRead')} />}
      {read.data && !unread && (
        <Text size="sm" c="teal" fw={600} role="status">
          {t(read.data.status === 'Unknown' ? 'readNone' : 'readDone')}
        </Text>
      )}
      <Panel asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Text>{t('none')}</Text>}>
        {({ items }) => <Messages items={items} reason={reason} edit={setOpen} clear={setClearing} />}
      </Panel>
      {open && (
        <MessageDialog
          station={station}
          told={told}
          message={open === 'new' ? undefined : open}
          close={() => setOpen(undefined)}
        />
      )}
      {clearing && (
        <Confirm
          title={t('clear.title', { id: clearing.id })}
          consequence={t('clear.consequence')}
          action={t('clear.run')}
          close={() => setClearing(undefined)}
          run={async () => {
            const answer = await ask(station.id, { type: 'ClearDisplayMessage', id: clearing.id });
            await queries.invalidateQueries({ queryKey: keys.displayMessages(station.id) });
            const refused = refusal(answer);
            if (refused && answer.status !== 'Unknown') throw new Error(refused);
          }}
        />
      )}
    </Stack>
  );
}

/** Why nothing can be done with this display. */
function whyNot({ version, connected }: Schemas['StationView'], told: Declared | undefined) {
  if (version === 'ocpp1.6') return 'version';
  if (told?.off) return 'off';
  return connected ? undefined : 'offline';
}

type ListProps = {
  items: Shown[];
  reason: string | undefined;
  edit: (message: Message) => void;
  clear: (one: Shown) => void;
};

/** Those that are there first; what is past folds away. */
function Messages({ items, reason, edit, clear }: ListProps) {
  const { t } = useTranslation('display');
  const [all, setAll] = useState(false);
  const there = items.filter(({ status }) => !OVER.includes(status));
  const past = items.filter(({ status }) => OVER.includes(status));
  return (
    <Stack gap="sm">
      {there.length === 0 && <Text size="sm">{t('noneThere')}</Text>}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        {there.map((one) => (
          <MessageCard key={one.id} one={one} reason={reason} edit={edit} clear={clear} />
        ))}
      </SimpleGrid>
      {past.length > 0 && (
        <>
          <Group>
            <Button variant="default" size="xs" aria-expanded={all} onClick={() => setAll(!all)}>
              {t(all ? 'hidePast' : 'showPast', { count: past.length })}
            </Button>
          </Group>
          {all && (
            <SimpleGrid cols={{ base: 1, lg: 2 }}>
              {past.map((one) => (
                <MessageCard key={one.id} one={one} reason={reason} edit={edit} />
              ))}
            </SimpleGrid>
          )}
        </>
      )}
    </Stack>
  );
}

const LOOKS = {
  installed: { color: 'teal.9', icon: IconCircleCheck },
  unsure: { color: '#8a5a00', icon: IconHelpCircle },
  refused: { color: 'red.9', icon: IconAlertTriangle },
  expired: { color: 'gray.7', icon: IconTrash },
  cleared: { color: 'gray.7', icon: IconTrash },
  gone: { color: 'gray.7', icon: IconTrash },
} as const;

function MessageCard({
  one,
  reason,
  edit,
  clear,
}: Omit<ListProps, 'items' | 'clear'> & { one: Shown; clear?: ListProps['clear'] }) {
  const { t } = useTranslation('display');
  const message = one.held ?? one.wanted;
  const different = differences(one);
  const look = LOOKS[one.status as 'installed'] ?? LOOKS.unsure;
  const again = one.wanted ?? one.held;
  return (
    <Card withBorder component="article" aria-label={t('message', { id: one.id })} data-message={one.id}>
      <Group justify="space-between" mb="xs">
        <Group gap="xs">
          <Text fw={600}>{t('message', { id: one.id })}</Text>
          <Badge tt="none" color={look.color} leftSection={<look.icon size={14} />}>
            {t(`status.${one.status as 'installed'}`, { defaultValue: one.status })}
          </Badge>
          {different.length > 0 && (
            <Badge tt="none" color="#a33b00" leftSection={<IconAlertTriangle size={14} />}>
              {t('differs')}
            </Badge>
          )}
        </Group>
        <Age at={one.changedAt} size="xs" c="dimmed" />
      </Group>
      {message && <Screen message={message} />}
      {one.reason && (
        <Text size="sm" mt="xs">
          {one.reason}
        </Text>
      )}
      <Facts one={one} different={different} />
      <Text size="xs" c="dimmed" mt="xs">
        {t(`told.${one.told as 'report'}`, { defaultValue: one.told })}
        {one.actor && ` · ${one.actor}`}
        {one.reportedAt && (
          <>
            {' · '}
            {t('reported')} <Age at={one.reportedAt} span size="xs" />
          </>
        )}
      </Text>
      <Group mt="sm" gap="xs">
        {again && (
          <RightButton
            size="xs"
            variant="default"
            reason={reason}
            aria-label={t('editFor', { id: one.id })}
            onClick={() => edit({ ...again, id: one.id })}
          >
            {t(clear ? 'edit' : 'again')}
          </RightButton>
        )}
        {clear && (
          <RightButton
            size="xs"
            variant="default"
            reason={reason}
            aria-label={t('clear.for', { id: one.id })}
            onClick={() => clear(one)}
          >
            {t('clear.run')}
          </RightButton>
        )}
      </Group>
    </Card>
  );
}

/** The words as a driver reads them; what is no text is named, not run. */
function Screen({ message }: { message: Message }) {
  const { t } = useTranslation('display');
  const plain = message.format === 'UTF8' || message.format === 'ASCII';
  return (
    <div style={{ padding: '14px 16px', background: '#1a1b1e', borderRadius: 8 }}>
      {!plain && (
        <Text size="xs" c="#c1c2c5">
          {t(`format.${message.format as 'HTML'}`, { defaultValue: message.format })}
        </Text>
      )}
      <Text
        c="#fff"
        ff={plain ? undefined : 'monospace'}
        lang={message.language}
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {message.content}
      </Text>
    </div>
  );
}

/** Each field as we want it, beside what the station holds where that is something else. */
function Facts({ one, different }: { one: Shown; different: (keyof Message)[] }) {
  const { t, i18n } = useTranslation('display');
  const { wanted, held } = one;
  const at = (time: string | undefined) => time && moment(time, undefined, i18n.language);
  const shown = (field: keyof Message, of: Message): ReactNode => {
    switch (field) {
      case 'priority':
        return t(`priority.${of.priority as 'InFront'}`, { defaultValue: of.priority });
      case 'state':
        return of.state ? t(`state.${of.state as 'Idle'}`, { defaultValue: of.state }) : t('anyState');
      case 'format':
        return t(`format.${of.format as 'UTF8'}`, { defaultValue: of.format });
      case 'startAt':
        return at(of.startAt) ?? t('atOnce');
      case 'endAt':
        return at(of.endAt) ?? t('untilCleared');
      default:
        return of[field] ?? '–';
    }
  };
  const message = held ?? wanted;
  if (!message) return null;
  const always: (keyof Message)[] = ['priority', 'state', 'startAt', 'endAt'];
  const more = (['language', 'transactionId', 'format'] as const).filter(
    (field) => message[field] !== undefined && !(field === 'format' && message.format === 'UTF8'),
  );
  const fields = [...new Set([...always, ...more, ...different])];
  return (
    <Table withRowBorders={false} verticalSpacing={2} mt="xs" aria-label={t('message', { id: one.id })}>
      {different.length > 0 && (
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th>{t('wanted')}</Table.Th>
            <Table.Th>{t('held')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
      )}
      <Table.Tbody>
        {fields.map((field) => (
          <Table.Tr key={field}>
            <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
              {t(`field.${field as 'priority'}`)}
            </Table.Th>
            {different.length > 0 ? (
              <>
                <Table.Td fw={different.includes(field) ? 700 : undefined}>{wanted && shown(field, wanted)}</Table.Td>
                <Table.Td fw={different.includes(field) ? 700 : undefined}>{held && shown(field, held)}</Table.Td>
              </>
            ) : (
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{shown(field, message)}</Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
