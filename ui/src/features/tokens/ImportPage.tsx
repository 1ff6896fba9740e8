import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { TableImport } from '../imports/TableImport';

/** Tokens by the table. */
export function ImportPage() {
  const { t } = useTranslation('tokens');
  const queries = useQueryClient();
  return (
    <TableImport
      home={{ to: '/tokens', title: t('title') }}
      hint={t('import.hint')}
      example={'idToken;group;validUntil\n04A1B2C3;Fleet;2027-12-31T23:59:59Z'}
      take={(csv, dryRun) =>
        body(
          api.POST('/api/v1/tokens/import', {
            params: { query: { dryRun } },
            body: csv as never,
            bodySerializer: (text: unknown) => String(text),
            headers: { 'Content-Type': 'text/csv' },
          }),
        )
      }
      saved={() => void queries.invalidateQueries({ queryKey: keys.tokens })}
      save={(count) => t('import.save', { count })}
    />
  );
}
