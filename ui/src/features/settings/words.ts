import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';

type Setting = Schemas['SettingValue'];

const GROUPS = [
  'general',
  'files',
  'localLists',
  'numbering',
  'authority',
  'setUp',
  'plugAndCharge',
  'prices',
  'problems',
  'console',
  'other',
] as const;

/** What settings are called in the reader's language; what a newer server knows and we do not is told as the server tells it. */
export function useWords() {
  const { t } = useTranslation('settings');
  return {
    about: (setting: Setting): string => t(`about.${setting.key}`, { defaultValue: setting.description }),
    group: (group: string): string => t(`group.${GROUPS.find((known) => known === group) ?? 'other'}`),
    word: (word: string): string => t(`word.${word}`, { defaultValue: word.replaceAll('_', ' ') }),
    rule: ({ key, minimum, maximum, unit, rule }: Setting): string =>
      minimum !== undefined && maximum !== undefined
        ? t('range', { minimum, maximum, unit: unit ?? '' }).trim()
        : t('rule', { rule: t(`rules.${key}`, { defaultValue: rule }) }),
  };
}
