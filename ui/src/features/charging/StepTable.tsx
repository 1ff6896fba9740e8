import { ActionIcon, Button, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Charging.module.css';
import { clockAt, clockTyped, dateAt, datesOf, dayName, type Span, secondOf } from './span';
import { grainOf, inOrder, raised, type Step, split, type Unit, without } from './steps';

type Props = {
  span: Span;
  steps: Step[];
  unit: Unit;
  chosen: number;
  choose: (index: number) => void;
  change: (steps: Step[]) => void;
  faults: ReadonlyMap<number, string>;
};

/** The same steps as numbers; what is changed here moves on the grid, and the other way round. */
export function StepTable({ span, steps, unit, chosen, choose, change, faults }: Props) {
  const { t } = useTranslation('charging');
  const grain = grainOf(span);
  const halves = split(steps, chosen, span.seconds, grain);
  return (
    <div>
      <table className={classes.steps} aria-label={t('table.label')}>
        <thead>
          <tr>
            <th scope="col">{span.begin === null ? t('table.after') : t('table.from')}</th>
            <th scope="col">{unit === 'W' ? t('table.kilowatts') : t('table.amperes')}</th>
            <th scope="col">{t('table.phases')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is the one in its place
            <tr key={index} data-chosen={index === chosen} onFocus={() => choose(index)}>
              <td>
                <From
                  span={span}
                  step={step}
                  index={index}
                  take={(at) => {
                    if (at > 0 && !steps.some((other) => other.at === at)) {
                      change(inOrder(steps.with(index, { ...step, at })));
                    }
                  }}
                />
              </td>
              <td>
                <NumberInput
                  aria-label={t('table.limitOf', { index: index + 1 })}
                  size="xs"
                  w={84}
                  min={0}
                  decimalScale={unit === 'W' ? 4 : 1}
                  step={unit === 'W' ? 0.5 : 1}
                  value={unit === 'W' ? step.limit / 1_000 : step.limit}
                  error={faults.get(index)}
                  onChange={(value) => {
                    if (typeof value === 'number') change(raised(steps, index, unit === 'W' ? value * 1_000 : value));
                  }}
                />
              </td>
              <td>
                <NativeSelect
                  aria-label={t('table.phasesOf', { index: index + 1 })}
                  size="xs"
                  w={72}
                  value={step.phases === undefined ? '' : String(step.phases)}
                  data={[{ value: '', label: '–' }, '1', '2', '3']}
                  onChange={({ currentTarget: { value } }) => {
                    const { phases: _, phaseToUse: __, ...rest } = step;
                    change(steps.with(index, value ? { ...rest, phases: Number(value) } : rest));
                  }}
                />
              </td>
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('table.remove', { index: index + 1 })}
                  disabled={steps.length === 1}
                  onClick={() => {
                    change(without(steps, index));
                    choose(Math.max(0, index - 1));
                  }}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        mt="xs"
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        disabled={halves.length === steps.length}
        onClick={() => {
          change(halves);
          choose(chosen + 1);
        }}
      >
        {t('table.add')}
      </Button>
      <Text size="xs" c="dimmed" mt={6}>
        {t('table.hint')}
      </Text>
    </div>
  );
}

/** When a step begins, on the clock of the site. What is typed counts when the field is left. */
function From({ span, step, index, take }: { span: Span; step: Step; index: number; take: (second: number) => void }) {
  const { t, i18n } = useTranslation('charging');
  const [typed, setTyped] = useState<string>();
  const date = dateAt(span, step.at);
  const dates = span.long ? datesOf(span) : [];
  const settle = (clock: string, on: string | undefined) => {
    const second = secondOf(span, clockTyped(clock), span.long ? on : undefined);
    if (second !== undefined) take(second);
    setTyped(undefined);
  };
  return (
    <>
      {dates.length > 0 && (
        <NativeSelect
          aria-label={t('table.dayOf', { index: index + 1 })}
          size="xs"
          mb={2}
          w={104}
          disabled={index === 0}
          value={date}
          data={dates.map((value) => ({ value, label: dayName(value, i18n.language) }))}
          onChange={({ currentTarget: { value } }) => settle(clockAt(span, step.at), value)}
        />
      )}
      <TextInput
        inputMode="numeric"
        placeholder="00:00"
        aria-label={t('table.fromOf', { index: index + 1 })}
        size="xs"
        w={72}
        disabled={index === 0}
        value={typed ?? clockAt(span, step.at)}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
        onBlur={() => typed !== undefined && settle(typed, date)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && typed !== undefined) settle(typed, date);
        }}
      />
    </>
  );
}
