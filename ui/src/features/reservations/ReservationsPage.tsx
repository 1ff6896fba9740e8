import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../app/ExportMenu';
import { RightButton, useReason } from '../../app/rights';
import { Calendar } from './Calendar';
import type { Reservation } from './calendar';
import { ReservationDialog } from './ReservationDialog';
import { ReservationList } from './ReservationList';
import { ReserveDialog, type Wish } from './ReserveDialog';
import { VIEWS, type View } from './search';

/** What is kept for whom: by EVSE over a day or a week, and as a list. */
export function ReservationsPage() {
  const { t } = useTranslation('reservations');
  const search = useSearch({ from: '/inside/reservations' });
  const navigate = useNavigate({ from: '/reservations' });
  const reason = useReason('technician');
  const [wish, setWish] = useState<Wish>();
  const [open, setOpen] = useState<Reservation>();
  const { view = 'day', state, station, idToken } = search;
  const filter = { ...(state && { state }), ...(station && { station }), ...(idToken && { idToken }) };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('intro')}
          </Text>
        </div>
        <Group gap="xs">
          <SegmentedControl
            aria-label={t('view.label')}
            value={view}
            onChange={(next) => {
              const { view: _, ...rest } = search;
              void navigate({ search: next === 'day' ? rest : { ...rest, view: next as View } });
            }}
            data={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
          />
          {view === 'list' && <ExportMenu path="/reservations" filter={filter} />}
          <RightButton reason={reason} leftSection={<IconPlus size={16} />} onClick={() => setWish({})}>
            {t('reserve')}
          </RightButton>
        </Group>
      </Group>
      {view === 'list' ? (
        <ReservationList filter={filter} open={setOpen} />
      ) : (
        <Calendar days={view === 'week' ? 7 : 1} reason={reason} wish={setWish} open={setOpen} />
      )}
      {wish && <ReserveDialog wish={wish} close={() => setWish(undefined)} />}
      {open && <ReservationDialog known={open} reason={reason} close={() => setOpen(undefined)} />}
    </Stack>
  );
}
