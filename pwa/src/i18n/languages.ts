/** The languages that a visitor can choose, under the name their readers give them. */
export const LANGUAGES = {
  nb: { name: 'Norsk bokmål', dir: 'ltr' },
  nn: { name: 'Norsk nynorsk', dir: 'ltr' },
  en: { name: 'English', dir: 'ltr' },
  prs: { name: 'دری', dir: 'rtl' },
  ps: { name: 'پښتو', dir: 'rtl' },
  ar: { name: 'العربية', dir: 'rtl' },
  so: { name: 'Soomaali', dir: 'ltr' },
  ur: { name: 'اردو', dir: 'rtl' },
  pl: { name: 'Polski', dir: 'ltr' },
  uk: { name: 'Українська', dir: 'ltr' },
  ti: { name: 'ትግርኛ', dir: 'ltr' },
  tr: { name: 'Türkçe', dir: 'ltr' },
  kmr: { name: 'Kurdî (Kurmancî)', dir: 'ltr' },
  ckb: { name: 'کوردی (سۆرانی)', dir: 'rtl' },
  fa: { name: 'فارسی', dir: 'rtl' },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl' }>;

export type Language = keyof typeof LANGUAGES;

/** `lett` is easy Norwegian: a reading of Norwegian for the day in pictures and the flyers, not a choice of its own. */
export type Lang = Language | 'lett';

export const isLang = (code: string): code is Lang =>
  code === 'lett' || Object.keys(LANGUAGES).includes(code);

/** The language whose spelling, digits and direction apply: easy Norwegian is Norwegian. */
export const spoken = (lang: Lang): Language => (lang === 'lett' ? 'nb' : lang);

export const directionOf = (lang: Lang): 'ltr' | 'rtl' => LANGUAGES[spoken(lang)].dir;
