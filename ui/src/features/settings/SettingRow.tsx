import { Badge, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import classes from './SettingRow.module.css';
import { useWords } from './words';

type Setting = Schemas['SettingValue'];

/** One setting: it is saved by itself, and what the server refuses stands at it. */
export function SettingRow({ setting, reason }: { setting: Setting; reason: string | undefined }) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const words = useWords();
  const queries = useQueryClient();
  const [value, setValue] = useState(setting.value);
  const save = useMutation({
    mutationFn: (wanted: string | null) =>
      body(api.PATCH('/api/v1/settings', { body: { [setting.key]: wanted } as Record<string, never> })),
    onSuccess: (all) => queries.setQueryData(keys.settings, all),
  });
  const dirty = value !== setting.value;
  const shown = { setting, value, set: setValue, error: said(save.error), reason };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty && !reason) save.mutate(value);
  };
  return (
    <form className={classes.row} data-own={setting.source === 'database'} onSubmit={submit}>
      <Stack gap={4}>
        <Text size="sm" fw={500} id={`about-${setting.key}`}>
          {words.about(setting)}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {setting.key}
        </Text>
        <Group gap={6}>
          <Badge tt="none" variant="default" fw={500}>
            {t(`layer.${setting.source as 'default'}`)}
          </Badge>
          <Badge tt="none" variant="default" fw={500}>
            {t(`applies.${setting.applies as 'live'}`)}
          </Badge>
          {setting.pending && (
            <Badge tt="none" color="orange.9">
              {t('waits')}
            </Badge>
          )}
          {setting.perStation && (
            <Text size="xs" c="dimmed">
              {t('perStation')}
            </Text>
          )}
        </Group>
      </Stack>
      <Stack gap={6}>
        <Field {...shown} />
        <Group gap="xs">
          {dirty && (
            <>
              <Button type="submit" size="xs" loading={save.isPending}>
                {common('action.save')}
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  setValue(setting.value);
                  save.reset();
                }}
              >
                {common('action.cancel')}
              </Button>
            </>
          )}
          {!dirty && setting.source === 'database' && setting.below && !reason && (
            <Button size="xs" variant="default" loading={save.isPending} onClick={() => save.mutate(null)}>
              {t('reset', {
                value: words.word(setting.below.value) || t('nothing'),
                layer: t(`layer.${setting.below.source as 'default'}`),
              })}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );

  function said(error: unknown): string | undefined {
    if (!error) return undefined;
    if (error instanceof ApiError && error.fields.length > 0)
      return setting.minimum !== undefined || !error.fields[0] ? words.rule(setting) : error.fields[0].message;
    return error instanceof Error ? error.message : String(error);
  }
}

type FieldProps = {
  setting: Setting;
  value: string;
  set: (value: string) => void;
  error: string | undefined;
  reason: string | undefined;
};

/** A choice, a number with its unit, or a text. */
function Field({ setting, value, set, error, reason }: FieldProps) {
  const { t } = useTranslation('settings');
  const words = useWords();
  const common = {
    'aria-label': setting.key,
    'aria-describedby': `about-${setting.key}`,
    error,
    disabled: reason !== undefined,
    description: setting.allowed ? undefined : words.rule(setting),
    inputWrapperOrder: ['input', 'description', 'error'] as ('input' | 'description' | 'error')[],
  };
  if (setting.allowed)
    return (
      <Select
        {...common}
        data={setting.allowed.map((word) => ({ value: word, label: words.word(word) }))}
        value={value}
        onChange={(word) => word && set(word)}
        allowDeselect={false}
      />
    );
  if (setting.minimum !== undefined)
    return (
      <NumberInput
        {...common}
        value={value}
        onChange={(number) => set(String(number))}
        allowDecimal={false}
        suffix={setting.unit && ` ${setting.unit}`}
      />
    );
  return (
    <TextInput
      {...common}
      value={value}
      placeholder={t('nothing')}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
