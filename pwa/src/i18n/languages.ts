import listed from '../../../internal/i18n/languages.json';

/** The languages that a visitor can choose, in the order they are offered, under the name their readers give them. */
export const LANGUAGES = listed as Record<
  keyof typeof listed,
  { name: string; dir: 'ltr' | 'rtl'; team?: boolean }
>;

export type Language = keyof typeof LANGUAGES;

/** `lett` is easy Norwegian: a reading of Norwegian for the day in pictures and the flyers, not a choice of its own. */
export type Lang = Language | 'lett';

export const isLang = (code: string): code is Lang =>
  code === 'lett' || Object.keys(LANGUAGES).includes(code);

/** The language whose spelling, digits and direction apply: easy Norwegian is Norwegian. */
export const spoken = (lang: Lang): Language => (lang === 'lett' ? 'nb' : lang);

export const directionOf = (lang: Lang): 'ltr' | 'rtl' => LANGUAGES[spoken(lang)].dir;
