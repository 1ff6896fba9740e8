import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Json, resolved, type Schema, skeleton } from './jsonSchema';

type Path = readonly (string | number)[];
type Props = {
  root: Schema;
  value: Json;
  change: (path: Path, part: Json | undefined) => void;
  wrong: ReadonlyMap<string, string>;
};

/** What a request may hold, as fields; what is optional is added when it is wanted. Vendors' own data is for the JSON beside. */
export function SchemaForm({ root, value, change, wrong }: Props) {
  return <Properties schema={root} path={[]} whole={{ root, value, change, wrong }} value={value} />;
}

type Part = { schema: Schema; path: Path; value: Json | undefined; whole: Props };

function Properties({ schema, path, value, whole }: Part) {
  const { t } = useTranslation('commands');
  const { properties = {}, required = [] } = resolved(whole.root, schema);
  const names = Object.keys(properties).filter((name) => name !== 'customData');
  const known = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  if (names.length === 0) return <Text size="sm">{t('form.nothing')}</Text>;
  return (
    <Stack gap="xs">
      {names.map((name) => (
        <Field
          key={name}
          name={name}
          required={required.includes(name)}
          schema={properties[name] as Schema}
          path={[...path, name]}
          value={known[name]}
          whole={whole}
        />
      ))}
    </Stack>
  );
}

function Field({ name, required, ...part }: Part & { name: string; required: boolean }) {
  const { t } = useTranslation('commands');
  const { schema, path, value, whole } = part;
  const rules = resolved(whole.root, schema);
  const add = () => whole.change(path, skeleton(whole.root, schema));
  const remove = () => whole.change(path, undefined);
  if (rules.type === 'object' || rules.type === 'array') {
    if (value === undefined)
      return (
        <Group>
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
            {name}
          </Button>
        </Group>
      );
    return (
      <Fieldset
        legend={
          <Group gap={4}>
            {name}
            {!required && <Remove label={t('form.remove', { name })} remove={remove} />}
          </Group>
        }
      >
        {rules.type === 'object' ? <Properties {...part} schema={rules} /> : <Items {...part} name={name} />}
      </Fieldset>
    );
  }
  return <Simple name={name} required={required} rules={rules} {...part} />;
}

function Items({ name, schema, path, value, whole }: Part & { name: string }) {
  const { t } = useTranslation('commands');
  const { items = {}, maxItems } = resolved(whole.root, schema);
  const list = Array.isArray(value) ? value : [];
  const inner = resolved(whole.root, items);
  return (
    <Stack gap="xs">
      {list.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: elements have no other name than their place
        <Group key={index} align="flex-start" wrap="nowrap">
          <Stack flex={1} gap="xs">
            {inner.type === 'object' ? (
              <Properties schema={inner} path={[...path, index]} value={item} whole={whole} />
            ) : (
              <Field
                name={`${name} ${index + 1}`}
                required
                schema={items}
                path={[...path, index]}
                value={item}
                whole={whole}
              />
            )}
          </Stack>
          <Remove
            label={t('form.remove', { name: `${name} ${index + 1}` })}
            remove={() => whole.change([...path, index], undefined)}
          />
        </Group>
      ))}
      {(maxItems === undefined || list.length < maxItems) && (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => whole.change([...path, list.length], skeleton(whole.root, items))}
          >
            {t('form.add', { name })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Remove({ label, remove }: { label: string; remove: () => void }) {
  return (
    <ActionIcon size="sm" variant="subtle" color="red" aria-label={label} onClick={remove}>
      <IconTrash size={14} />
    </ActionIcon>
  );
}

function Simple({
  name,
  required,
  rules,
  path,
  value,
  whole,
}: Part & { name: string; required: boolean; rules: Schema }) {
  const { t } = useTranslation('commands');
  const error = whole.wrong.get(`/${path.join('/')}`);
  const set = (part: Json | undefined) => whole.change(path, part);
  const shared = { label: name, required, error, size: 'sm' as const };
  if (rules.enum)
    return (
      <Select
        {...shared}
        data={rules.enum}
        value={typeof value === 'string' ? value : null}
        onChange={(word) => set(word ?? undefined)}
        clearable={!required}
        searchable={rules.enum.length > 8}
      />
    );
  if (rules.type === 'boolean')
    return (
      <Select
        {...shared}
        data={['true', 'false']}
        value={value === undefined ? null : String(value)}
        onChange={(word) => set(word === null ? undefined : word === 'true')}
        clearable={!required}
      />
    );
  if (rules.type === 'integer' || rules.type === 'number')
    return (
      <NumberInput
        {...shared}
        value={typeof value === 'number' ? value : ''}
        onChange={(typed) => set(typed === '' ? undefined : Number(typed))}
        allowDecimal={rules.type === 'number'}
        min={rules.minimum}
        max={rules.maximum}
        clampBehavior="none"
      />
    );
  return (
    <TextInput
      {...shared}
      value={typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)}
      onChange={(event) => set(event.currentTarget.value === '' && !required ? undefined : event.currentTarget.value)}
      maxLength={rules.maxLength}
      placeholder={rules.format === 'date-time' ? '2026-03-01T08:00:00Z' : undefined}
      description={rules.format === 'date-time' ? t('form.time') : undefined}
    />
  );
}
