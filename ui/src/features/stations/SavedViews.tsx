import { ActionIcon, Button, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { Failed } from '../../app/states';

type Props = { list: string; search: Record<string, unknown>; take: (search: Record<string, unknown>) => void };

/** Filters and columns under a name, kept for the person on the server. */
export function SavedViews({ list, search, take }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [naming, namingIs] = useDisclosure(false);
  const [name, setName] = useState('');
  const views = useQuery({
    queryKey: keys.views(list),
    queryFn: () => body(api.GET('/api/v1/session/views/{list}', { params: { path: { list } } })),
  });
  const again = () => queries.invalidateQueries({ queryKey: keys.views(list) });
  const save = useMutation({
    mutationFn: () =>
      body(
        api.PUT('/api/v1/session/views/{list}/{name}', { params: { path: { list, name } }, body: { search } as never }),
      ),
    onSuccess: async () => {
      namingIs.close();
      setName('');
      await again();
    },
  });
  const remove = useMutation({
    mutationFn: (gone: string) =>
      body(api.DELETE('/api/v1/session/views/{list}/{name}', { params: { path: { list, name: gone } } })),
    onSuccess: again,
  });
  const items = views.data?.items ?? [];
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} />}>
            {t('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.length === 0 && <Menu.Label>{t('views.none')}</Menu.Label>}
          {items.map((view) => (
            <Menu.Item key={view.name} onClick={() => take(view.search as Record<string, unknown>)}>
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={namingIs.open}>{t('views.save')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={naming}
        onClose={namingIs.close}
        title={t('views.save')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Stack>
            {(save.error ?? remove.error) && <Failed error={save.error ?? remove.error} />}
            <TextInput
              label={t('views.name')}
              description={t('views.hint')}
              required
              maxLength={60}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {items.map((view) => (
              <Group key={view.name} justify="space-between" wrap="nowrap">
                <Text size="sm">{view.name}</Text>
                <ActionIcon
                  variant="subtle"
                  color="red"
                  aria-label={t('views.delete', { name: view.name })}
                  onClick={() => remove.mutate(view.name)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Group>
            ))}
            <Button type="submit" loading={save.isPending}>
              {t('action.save')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
