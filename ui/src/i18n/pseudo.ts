/**
 * A language that nobody speaks: English, 40 % longer, with accents, between brackets. A text without brackets is written into a page instead of
 * standing among the texts; one that does not fit will not fit in other languages either. No menu offers it: localStorage language = en-XA.
 */
export const PSEUDO = 'en-XA';
export const OPEN = '⟦';
export const CLOSE = '⟧';

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ö',
  u: 'ü',
  n: 'ñ',
  c: 'ç',
  A: 'Á',
  E: 'É',
  O: 'Ö',
};
const LONGER_BY = 0.4;

export function pseudo(text: string): string {
  if (text === '' || text.startsWith(OPEN)) return text;
  const more = Math.ceil(text.length * LONGER_BY);
  const filling = ' ···· ···· ····'.repeat(1 + Math.floor(more / 15)).slice(0, more);
  return OPEN + [...text].map((letter) => ACCENTS[letter] ?? letter).join('') + filling + CLOSE;
}

/** For i18next: every text passes through it when it is asked for. */
export const pseudoTexts = { type: 'postProcessor' as const, name: 'pseudo', process: pseudo };
