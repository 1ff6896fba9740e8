import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en';
import { addStation } from './en/addStation';
import { common } from './en/common';
import { problems } from './en/problems';
import { session } from './en/session';
import { start } from './en/start';
import { status } from './en/status';

export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;
const REMEMBERED = 'language';

/** What the sign-in and the start page say; the texts of the others come with them. */
const FIRST = { common, problems, session, start, stations: addStation, status };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}

function isLanguage(text: string | null): text is Language {
  return text !== null && text in LANGUAGES;
}

function wanted(): Language {
  const chosen = localStorage.getItem(REMEMBERED);
  if (isLanguage(chosen)) return chosen;
  const spoken = (chosen ?? navigator.language).slice(0, 2);
  return isLanguage(spoken) ? spoken : 'en';
}

/** The English texts of all pages; every page but the first waits for them. */
export async function allTexts(): Promise<void> {
  if (i18next.language === 'en') await load('en');
}

async function english(): Promise<void> {
  if (i18next.hasResourceBundle('en', 'audit')) return;
  const { en } = await import('./en');
  for (const [namespace, texts] of Object.entries(en)) i18next.addResourceBundle('en', namespace, texts);
}

/** English comes with the pages, every other language as a whole when it is asked for. */
async function load(language: Language): Promise<void> {
  if (language === 'en') return english();
  if (i18next.hasResourceBundle(language, 'common')) return;
  const { de } = await import('./de');
  for (const [namespace, texts] of Object.entries(de)) i18next.addResourceBundle('de', namespace, texts);
}

export async function speak(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = language;
}

export async function startI18n(): Promise<void> {
  const made = localStorage.getItem(REMEMBERED) === 'en-XA' ? (await import('./pseudo')).pseudoTexts : undefined;
  if (made) i18next.use(made);
  await i18next.use(initReactI18next).init({
    ...(made && { postProcess: made.name }),
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    resources: { en: FIRST },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const language = wanted();
  if (language !== 'en') await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
