import {
  Alert,
  Autocomplete,
  Button,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { RightButton } from '../../app/rights';
import { fieldOf } from '../reservations/calendar';
import { runningQuery } from '../stations/Vitals';
import { barred, type Declared, FORMATS, longest, type Message, PRIORITIES, STATES } from './message';
import { ask, refusal } from './queries';

type Props = {
  station: Schemas['StationView'];
  told: Declared | undefined;
  message: Message | undefined;
  close: () => void;
};
const ANY = '';
const BELOW = ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[];

/** One message to be shown: the words, when, and for how long. What the station cannot is not offered, with the reason. */
export function MessageDialog({ station, told, message, close }: Props) {
  const { t } = useTranslation('display');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [values, setValues] = useState({
    content: message?.content ?? '',
    priority: message?.priority ?? 'NormalCycle',
    format: message?.format ?? 'UTF8',
    state: message?.state ?? ANY,
    language: message?.language ?? '',
    from: message?.startAt ? fieldOf(new Date(message.startAt).getTime()) : '',
    until: message?.endAt ? fieldOf(new Date(message.endAt).getTime()) : '',
    transactionId: message?.transactionId ?? ANY,
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const [answer, setAnswer] = useState<string>();
  const running = useQuery(runningQuery(station.id)).data?.items ?? [];
  const most = longest(station.version);
  const send = useMutation({
    mutationFn: () => ask(station.id, command(values, message?.id)),
    onSuccess: async (said) => {
      await queries.invalidateQueries({ queryKey: keys.displayMessages(station.id) });
      const refused = refusal(said);
      if (refused) setAnswer(t(said.state === 'refused' ? 'notSent' : 'said', { reason: refused }));
      else close();
    },
    onError: (error) =>
      setAnswer(
        error instanceof ApiError && error.fields.length > 0
          ? error.fields.map((one) => one.message).join(' ')
          : error.message,
      ),
  });
  const wrong = check(values, most);
  const options = (words: readonly string[], of: 'priority' | 'format' | 'state', known: string[] | undefined) =>
    words.map((value) => {
      const why = barred(value, station.version, known);
      const name = t(`${of}.${value as never}`, { defaultValue: value }) as string;
      return { value, label: why ? `${name} – ${t(`barred.${why}`)}` : name, disabled: why !== undefined };
    });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={message ? t('dialog.edit', { id: message.id }) : t('dialog.new')}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          setAnswer(undefined);
          if (!wrong) send.mutate();
        }}
      >
        <Stack>
          <Textarea
            label={t('field.content')}
            description={t('dialog.letters', { count: values.content.length, most })}
            required
            autosize
            minRows={2}
            maxRows={8}
            data-autofocus
            maxLength={most}
            value={values.content}
            onChange={(event) => set({ content: event.currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              label={t('field.priority')}
              inputWrapperOrder={BELOW}
              description={t(`priorityHint.${values.priority as 'InFront'}`)}
              allowDeselect={false}
              data={options(PRIORITIES, 'priority', told?.priorities)}
              value={values.priority}
              onChange={(priority) => priority && set({ priority })}
            />
            <Select
              label={t('field.state')}
              inputWrapperOrder={BELOW}
              description={t('dialog.stateHint')}
              allowDeselect={false}
              data={[{ value: ANY, label: t('anyState') }, ...options(STATES, 'state', told?.states)]}
              value={values.state}
              onChange={(state) => set({ state: state ?? ANY })}
            />
            <Select
              label={t('field.format')}
              description={t('dialog.formatHint')}
              allowDeselect={false}
              data={options(FORMATS, 'format', told?.formats)}
              value={values.format}
              onChange={(format) => format && set({ format })}
            />
            <Autocomplete
              label={t('field.language')}
              description={t('dialog.languageHint')}
              maxLength={8}
              data={told?.languages ?? ['en', 'de', 'fr', 'nl']}
              value={values.language}
              onChange={(language) => set({ language })}
            />
            <TextInput
              type="datetime-local"
              label={t('field.startAt')}
              description={t('dialog.startHint')}
              value={values.from}
              onChange={(event) => set({ from: event.currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              label={t('field.endAt')}
              description={t('dialog.endHint')}
              value={values.until}
              onChange={(event) => set({ until: event.currentTarget.value })}
            />
          </SimpleGrid>
          <Select
            label={t('field.transactionId')}
            description={t(running.length > 0 ? 'dialog.transactionHint' : 'dialog.noTransaction')}
            allowDeselect={false}
            data={[
              { value: ANY, label: t('dialog.everybody') },
              ...running.map((one) => ({
                value: one.transactionId ?? '',
                label: [
                  one.evse !== undefined && t('dialog.evse', { evse: one.evse }),
                  one.idToken?.idToken,
                  one.transactionId,
                ]
                  .filter(Boolean)
                  .join(' · '),
              })),
            ]}
            value={values.transactionId}
            onChange={(transactionId) => set({ transactionId: transactionId ?? ANY })}
          />
          <div aria-live="polite">
            {answer && (
              <Alert color="red" title={t('dialog.refused')} data-answer>
                <Text size="sm">{answer}</Text>
              </Alert>
            )}
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('action.cancel')}
            </Button>
            <RightButton type="submit" reason={wrong && t(`wrong.${wrong}`)} loading={send.isPending}>
              {t('dialog.send')}
            </RightButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type Values = {
  content: string;
  priority: string;
  format: string;
  state: string;
  language: string;
  from: string;
  until: string;
  transactionId: string;
};

/** What is wrong before anything is sent. */
function check({ content, format, from, until }: Values, most: number) {
  if (content.trim() === '') return 'empty';
  if (content.length > most) return 'long';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
  if (format === 'ASCII' && !/^[\x00-\x7f]*$/.test(content)) return 'ascii';
  if (from && until && new Date(from) >= new Date(until)) return 'order';
  return until && new Date(until) <= new Date() ? 'past' : undefined;
}

function command({ content, priority, format, state, language, from, until, transactionId }: Values, id?: number) {
  return {
    type: 'SetDisplayMessage',
    content,
    priority,
    format,
    ...(id !== undefined && { id }),
    ...(state && { state }),
    ...(language.trim() && { language: language.trim() }),
    ...(from && { startDateTime: new Date(from).toISOString() }),
    ...(until && { endDateTime: new Date(until).toISOString() }),
    ...(transactionId && { transactionId }),
  };
}
