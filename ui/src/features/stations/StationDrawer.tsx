import { Anchor, Drawer, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../app/states';
import { CommandStrip } from '../commands/CommandStrip';
import { Now } from './Now';
import { Header, stationQuery } from './StationPage';

/** A station beside the list, so that one need not leave it. */
export default function StationDrawer({ station: id, close }: { station: string; close: () => void }) {
  const { t } = useTranslation('stations');
  const { t: common } = useTranslation();
  const asked = useQuery(stationQuery(id));
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="xl"
      title={id}
      withOverlay={false}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Panel asked={asked}>
        {(station) => (
          <Stack>
            <Header station={station} level={3} />
            <CommandStrip station={id} />
            <Anchor component={Link} to={`/stations/${encodeURIComponent(id)}`} size="sm">
              {t('drawer.page')}
            </Anchor>
            <Now station={station} narrow />
          </Stack>
        )}
      </Panel>
    </Drawer>
  );
}
