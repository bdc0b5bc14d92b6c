/** The languages that a visitor can choose, in the order they are offered, under the name their readers give them. */
export const LANGUAGES = {
  nb: { name: 'Norsk', dir: 'ltr' },
  nn: { name: 'Nynorsk', dir: 'ltr' },
  en: { name: 'English', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
  prs: { name: 'دری', dir: 'rtl' },
  ps: { name: 'پښتو', dir: 'rtl' },
  fa: { name: 'فارسی', dir: 'rtl' },
  ur: { name: 'اردو', dir: 'rtl' },
  ckb: { name: 'سۆرانی', dir: 'rtl' },
  kmr: { name: 'Kurmancî', dir: 'ltr' },
  so: { name: 'Soomaali', dir: 'ltr' },
  ti: { name: 'ትግርኛ', dir: 'ltr' },
  tr: { name: 'Türkçe', dir: 'ltr' },
  pl: { name: 'Polski', dir: 'ltr' },
  uk: { name: 'Українська', dir: 'ltr' },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl' }>;

export type Language = keyof typeof LANGUAGES;

/** `lett` is easy Norwegian: a reading of Norwegian for the day in pictures and the flyers, not a choice of its own. */
export type Lang = Language | 'lett';

export const isLang = (code: string): code is Lang =>
  code === 'lett' || Object.keys(LANGUAGES).includes(code);

/** The language whose spelling, digits and direction apply: easy Norwegian is Norwegian. */
export const spoken = (lang: Lang): Language => (lang === 'lett' ? 'nb' : lang);

export const directionOf = (lang: Lang): 'ltr' | 'rtl' => LANGUAGES[spoken(lang)].dir;
