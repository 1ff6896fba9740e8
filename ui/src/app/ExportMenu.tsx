import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

type Filter = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The address of a whole list as a file, with the filter that is on the screen. */
export function fileOf(path: string, filter: Filter, format: 'csv' | 'jsonl', columns?: readonly string[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  query.set('format', format);
  if (columns && format === 'csv') query.set('columns', columns.join(','));
  return `/api/v1${path}?${query}`;
}

/** A list as a file: what is filtered on the screen, all of it. */
export function ExportMenu({ path, filter, columns }: { path: string; filter: Filter; columns?: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('file.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns && (
          <Menu.Item component="a" href={fileOf(path, filter, 'csv', columns)} download>
            {t('file.csvColumns')}
          </Menu.Item>
        )}
        <Menu.Item component="a" href={fileOf(path, filter, 'csv')} download>
          {t('file.csv')}
        </Menu.Item>
        <Menu.Item component="a" href={fileOf(path, filter, 'jsonl')} download>
          {t('file.jsonl')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
