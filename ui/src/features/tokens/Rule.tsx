import { useTranslation } from 'react-i18next';
import { moment } from '../../app/format';
import { ruleSentence } from './rules';

/** The rule that decided, in words. */
export function Rule({ rule }: { rule: string }) {
  const { t, i18n } = useTranslation('tokens');
  return ruleSentence(rule, t, (at) => moment(at, undefined, i18n.language));
}
