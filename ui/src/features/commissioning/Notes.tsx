import { Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { mayAct, useSession } from '../session/session';
import { type Commissioning, throughGaps } from './query';

/** Saved while one types. What could not be saved stays in the browser, also when the page is closed meanwhile. */
export function Notes({ one }: { one: Commissioning }) {
  const { t } = useTranslation('commissioning');
  const session = useSession();
  const kept = `commissioning-notes ${one.id}`;
  const [text, setText] = useState(() => localStorage.getItem(kept) ?? one.notes);
  const [settled] = useDebouncedValue(text, 800);
  const saved = useRef(one.notes);
  const { mutate, failureCount, isPending, isSuccess } = useMutation({
    mutationFn: (notes: string) =>
      body(
        api.PATCH('/api/v1/stations/{id}/commissionings/{commissioning}', {
          params: { path: { id: one.station, commissioning: one.id } },
          body: { notes },
        }),
      ),
    ...throughGaps,
    onSuccess: (_, notes) => {
      saved.current = notes;
      if (localStorage.getItem(kept) === notes) localStorage.removeItem(kept);
    },
  });
  useEffect(() => {
    if (settled !== saved.current) mutate(settled);
  }, [settled, mutate]);
  return (
    <Textarea
      label={t('notes')}
      autosize
      minRows={3}
      maxLength={4_000}
      value={text}
      readOnly={!mayAct(session, 'technician')}
      onChange={(event) => {
        setText(event.currentTarget.value);
        localStorage.setItem(kept, event.currentTarget.value);
      }}
      description={
        <Text span size="xs" aria-live="polite">
          {isPending && failureCount > 0 ? t('unsaved') : isSuccess && settled === text ? t('saved') : ' '}
        </Text>
      }
      inputWrapperOrder={['label', 'input', 'description']}
    />
  );
}
