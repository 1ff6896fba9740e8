import { useTranslation } from 'react-i18next';
import type { Severity } from './kinds';
import classes from './Problems.module.css';

const LETTERS: Record<Severity, string> = { critical: '!!', major: '!', minor: 'i' };

/** How much it matters, as shape, letter and colour. */
export function SeverityMark({ severity }: { severity: string }) {
  const { t } = useTranslation('problems');
  const known = severity as Severity;
  const label = t(`severity.${known}`);
  return (
    <span className={classes.mark} data-severity={severity} role="img" aria-label={label} title={label}>
      {LETTERS[known]}
    </span>
  );
}
