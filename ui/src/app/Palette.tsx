import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconChargingPile, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import { keys } from '../api/keys';
import { useSession } from '../features/session/session';
import { screensOf } from './screens';

export const openPalette = spotlight.open;

/** Ctrl K: to any screen or station. */
export function Palette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const found = useQuery({
    queryKey: keys.stationList({ palette: query }),
    queryFn: () => body(api.GET('/api/v1/station-matches', { params: { query: { q: query, limit: 8 } } })),
    enabled: query.trim().length > 0,
    placeholderData: (before) => before,
  });
  const wanted = query.trim().toLowerCase();
  const screens = screensOf(useSession())
    .flatMap(({ screens }) => screens)
    .filter(({ label }) => t(`nav.${label}`).toLowerCase().includes(wanted));
  const stations = wanted ? (found.data?.items ?? []) : [];

  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut={['mod + K']} scrollable maxHeight={420}>
      <Spotlight.Search placeholder={t('palette.placeholder')} leftSection={<IconSearch size={18} />} />
      <Spotlight.ActionsList>
        {screens.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.screens')}>
            {screens.map(({ label, to }) => (
              <Spotlight.Action key={to} label={t(`nav.${label}`)} onClick={() => void navigate({ to })} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {stations.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.stations')}>
            {stations.map(({ station, vendor, model }) => (
              <Spotlight.Action
                key={station}
                label={station}
                description={[vendor, model].filter(Boolean).join(' ')}
                leftSection={<IconChargingPile size={18} />}
                onClick={() => void navigate({ to: '/stations/$station/{-$area}', params: { station } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {screens.length + stations.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
