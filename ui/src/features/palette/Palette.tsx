import '@mantine/spotlight/styles.css';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconBolt, IconChargingPile, IconId, IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { energy } from '../../app/format';
import { screensOf } from '../../app/screens';
import { mayAct, useSession } from '../session/session';
import { ACTS, type Act, isTransactionId, wish, withoutEvse } from './wish';

const ActOn = lazy(() => import('./ActOn'));

/** Ctrl K: to any screen, station, token or transaction, and any action on a station: "restart CP-14". @param asked grows when it is to be opened */
export function Palette({ asked }: { asked: number }) {
  const { t, i18n } = useTranslation('palette');
  const { t: common } = useTranslation();
  const { t: commands } = useTranslation('commands');
  const navigate = useNavigate();
  const session = useSession();
  const path = useLocation({ select: (location) => location.pathname });
  const [query, setQuery] = useState('');
  const [act, setAct] = useState<{ act: Act; station: string }>();
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);

  const mayRun = mayAct(session, 'technician');
  const typed = query.trim();
  const { act: wanted, rest } = mayRun
    ? wish(query, Object.fromEntries(ACTS.map((one) => [one, t(`verb.${one}`)])) as Record<Act, string>)
    : { act: undefined, rest: typed };
  const sought = withoutEvse(rest);
  const found = useQuery({
    queryKey: keys.stationList({ palette: sought }),
    queryFn: () => body(api.GET('/api/v1/station-matches', { params: { query: { q: sought, limit: 8 } } })),
    enabled: sought.length > 0,
    placeholderData: (before) => before,
  });
  const tokens = useQuery({
    queryKey: keys.tokenList({ palette: typed }),
    queryFn: () => body(api.GET('/api/v1/tokens', { params: { query: { q: typed, limit: 5 } } })),
    enabled: typed.length > 1 && !session?.sites,
  });
  const charges = useQuery({
    queryKey: keys.transactionList({ palette: typed }),
    queryFn: () => transactions(typed),
    enabled: typed.length > 1,
    retry: false,
  });

  const here = decodeURIComponent(/^\/stations\/([^/]+)/.exec(path)?.[1] ?? '');
  const screens = screensOf(session)
    .flatMap((group) => group.screens)
    .filter(({ label }) => common(`nav.${label}`).toLowerCase().includes(typed.toLowerCase()));
  const stations = sought ? (found.data?.items ?? []) : [];
  const runs: { act: Act; station: string }[] = [
    ...(wanted && rest ? stations.slice(0, 5).map(({ station }) => ({ act: wanted, station })) : []),
    ...(here && mayRun && !rest ? (wanted ? [wanted] : ACTS).map((one) => ({ act: one, station: here })) : []),
  ];
  const cards = typed ? (tokens.data?.items ?? []) : [];
  const told = typed ? (charges.data ?? []) : [];
  const toStation = (station: string) => navigate({ to: '/stations/$station/{-$area}', params: { station } });

  return (
    <>
      <Spotlight.Root query={query} onQueryChange={setQuery} shortcut={null} scrollable maxHeight={420}>
        <Spotlight.Search placeholder={t('placeholder')} leftSection={<IconSearch size={18} />} />
        <Spotlight.ActionsList>
          {runs.length > 0 && (
            <Spotlight.ActionsGroup label={t('actions')}>
              {runs.map((one) => (
                <Spotlight.Action
                  key={`${one.act} ${one.station}`}
                  label={t('run', { action: commands(`action.${one.act}`), station: one.station })}
                  leftSection={<IconPlayerPlay size={18} />}
                  onClick={() => void toStation(one.station).then(() => setAct(one))}
                />
              ))}
            </Spotlight.ActionsGroup>
          )}
          {stations.length > 0 && (
            <Spotlight.ActionsGroup label={t('stations')}>
              {stations.map(({ station, vendor, model, serialNumber }) => (
                <Spotlight.Action
                  key={station}
                  label={station}
                  description={[vendor, model, serialNumber].filter(Boolean).join(' · ')}
                  leftSection={<IconChargingPile size={18} />}
                  onClick={() => void toStation(station)}
                />
              ))}
            </Spotlight.ActionsGroup>
          )}
          {cards.length > 0 && (
            <Spotlight.ActionsGroup label={t('tokens')}>
              {cards.map(({ type, idToken, group }) => (
                <Spotlight.Action
                  key={`${type} ${idToken}`}
                  label={idToken}
                  description={[type, group].filter(Boolean).join(' · ')}
                  leftSection={<IconId size={18} />}
                  onClick={() => void navigate({ to: '/tokens/$type/$token', params: { type, token: idToken } })}
                />
              ))}
            </Spotlight.ActionsGroup>
          )}
          {told.length > 0 && (
            <Spotlight.ActionsGroup label={t('transactions')}>
              {told.map((one) => (
                <Spotlight.Action
                  key={one.id}
                  label={t('transaction', { id: one.transactionId, station: one.station })}
                  description={[
                    one.idToken?.idToken,
                    energy(one.energyWh, i18n.language),
                    t(`state.${one.state as 'open'}`),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  leftSection={<IconBolt size={18} />}
                  onClick={() => void navigate({ to: '/transactions/$transaction', params: { transaction: one.id } })}
                />
              ))}
            </Spotlight.ActionsGroup>
          )}
          {screens.length > 0 && (
            <Spotlight.ActionsGroup label={t('screens')}>
              {screens.map(({ label, to }) => (
                <Spotlight.Action key={to} label={common(`nav.${label}`)} onClick={() => void navigate({ to })} />
              ))}
            </Spotlight.ActionsGroup>
          )}
          {runs.length + stations.length + cards.length + told.length + screens.length === 0 && (
            <Spotlight.Empty>{wanted && !rest ? t('which') : t('nothing')}</Spotlight.Empty>
          )}
        </Spotlight.ActionsList>
      </Spotlight.Root>
      {act && (
        <Suspense>
          <ActOn act={act.act} station={act.station} close={() => setAct(undefined)} />
        </Suspense>
      )}
    </>
  );
}

/** A transaction by its id; those of a token; or one by its station and the id that the station gave it. */
async function transactions(text: string) {
  if (isTransactionId(text))
    return [await body(api.GET('/api/v1/transactions/{id}', { params: { path: { id: text } } }))];
  const [station, transactionId] = text.split(' ');
  if (station && transactionId) {
    const query = { station, transactionId, limit: 3 };
    return (await body(api.GET('/api/v1/transactions', { params: { query } }))).items;
  }
  return (await body(api.GET('/api/v1/transactions', { params: { query: { idToken: text, limit: 3 } } }))).items;
}
