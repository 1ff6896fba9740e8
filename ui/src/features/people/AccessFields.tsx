import { MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../session/session';
import { RolePreview, sitesQuery } from './RolePreview';

type Field<T> = { value?: T; onChange: (value: T) => void; error?: React.ReactNode };

/** A role, the sites that it is limited to, and what both come to. For people and for programs. */
export function AccessFields({ role, sites }: { role: Field<Role>; sites: Field<string[]> }) {
  const { t } = useTranslation('people');
  const { t: ofSession } = useTranslation('session');
  const known = useQuery(sitesQuery);
  const chosen = role.value ?? 'viewer';
  return (
    <>
      <Select
        label={t('field.role')}
        description={t(`about.${chosen}`)}
        data={ROLES.map((value) => ({ value, label: ofSession(`role.${value}`) }))}
        value={chosen}
        onChange={(value) => value && role.onChange(value as Role)}
        error={role.error}
        allowDeselect={false}
      />
      <MultiSelect
        label={t('field.sites')}
        description={t('field.sitesHint')}
        placeholder={sites.value?.length ? undefined : t('everywhere')}
        data={known.data?.items.map(({ name }) => name) ?? []}
        value={sites.value ?? []}
        onChange={sites.onChange}
        error={sites.error}
        searchable
        hidePickedOptions
      />
      <RolePreview role={chosen} sites={sites.value ?? []} />
    </>
  );
}
