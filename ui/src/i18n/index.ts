import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';

export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;
const REMEMBERED = 'language';

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
  const spoken = navigator.language.slice(0, 2);
  return isLanguage(spoken) ? spoken : 'en';
}

/** English comes with the first load, every other language when it is asked for. */
async function load(language: Language): Promise<void> {
  if (language === 'en' || i18next.hasResourceBundle(language, 'common')) return;
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
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    resources: { en },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const language = wanted();
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
