import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { TableImport } from '../imports/TableImport';

/** Stations by the table. */
export function ImportPage() {
  const { t } = useTranslation('stations');
  const queries = useQueryClient();
  return (
    <TableImport
      home={{ to: '/stations', title: t('title') }}
      hint={t('import.hint')}
      example={'id;site;securityProfile;password\nCP-1;North;2;a password of 16 to 64\nCP-2;North;3;'}
      take={(csv, dryRun) =>
        body(
          api.POST('/api/v1/stations/import', {
            params: { query: { dryRun } },
            body: csv as never,
            bodySerializer: (text: unknown) => String(text),
            headers: { 'Content-Type': 'text/csv' },
          }),
        )
      }
      saved={() => void queries.invalidateQueries({ queryKey: keys.stations })}
      save={(count) => t('import.save', { count })}
    />
  );
}
