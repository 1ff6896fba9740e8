import { Anchor, Drawer, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../app/states';
import { CommandStrip } from '../commands/CommandStrip';
import { Now } from './Now';
import { stationQuery } from './query';
import { Header } from './StationPage';

/** A station beside the list, so that one need not leave it. */
export default function StationDrawer({ station: id, close }: { station: string; close: () => void }) {
  const { t } = useTranslation('stations');
  const { t: common } = useTranslation();
  const asked = useQuery(stationQuery(id));
  return (
    // Without the library's header: a second banner on a page is one too many.
    <Drawer.Root opened onClose={close} position="right" size="xl" lockScroll={false}>
      <Drawer.Content>
        <Drawer.Body pt="md">
          <Group justify="space-between" mb="xs">
            <Drawer.Title fz="xl" fw={700}>
              {id}
            </Drawer.Title>
            <Drawer.CloseButton aria-label={common('action.close')} />
          </Group>
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
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
