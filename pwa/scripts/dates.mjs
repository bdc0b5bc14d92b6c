// Writes internal/i18n/dates.json: how each language writes a date, a time, a number and a list.
// Go (mail, push, flyers) and the PWA format from this one table, never from a phone's or a server's locale
// data, which for several of our languages is missing, uses the Persian calendar, or differs by version.
//
//   npm run dates
//
// Names come from Node's ICU (gregorian, checked in, so that a build never depends on Node's version).
// Written by hand, with the reason beside each: patterns and the names in OVERRIDES.
import { writeFileSync } from 'node:fs';

const OUT = new URL('../../internal/i18n/dates.json', import.meta.url);

/** Our language code → the ICU locale that its readers in Norway would recognise as theirs. */
const LOCALES = {
  nb: 'nb',
  nn: 'nn',
  en: 'en-GB',
  prs: 'fa-AF',
  ps: 'ps',
  ar: 'ar',
  so: 'so',
  ur: 'ur',
  pl: 'pl',
  uk: 'uk',
  ti: 'ti-ER',
  tr: 'tr',
  kmr: 'kmr',
  ckb: 'ckb',
  fa: 'fa',
};

/**
 * Digits as readers use them. Arabic readers in Norway come mostly from Syria and Iraq, where ٠١٢ are the
 * everyday digits (ICU's plain `ar` would give 012); the same holds for Sorani. Urdu is printed with 012.
 */
const DIGITS = { latn: '0123456789', arab: '٠١٢٣٤٥٦٧٨٩', arabext: '۰۱۲۳۴۵۶۷۸۹' };
const DIGITS_OF = { ar: 'arab', ckb: 'arab', prs: 'arabext', ps: 'arabext', fa: 'arabext' };

const PLAIN = { date: '{weekday} {day} {month}', dateYear: '{weekday} {day} {month} {year}' };
/** Weekday, day and month (and year) in the order and with the marks of running text. */
const PATTERNS = {
  nb: { date: '{weekday} {day}. {month}', dateYear: '{weekday} {day}. {month} {year}' },
  nn: { date: '{weekday} {day}. {month}', dateYear: '{weekday} {day}. {month} {year}' },
  prs: PLAIN,
  ps: { date: '{weekday}، د {month} {day}', dateYear: '{weekday}، د {year} د {month} {day}' },
  ar: { date: '{weekday}، {day} {month}', dateYear: '{weekday}، {day} {month} {year}' },
  so: { date: '{weekday}, {day} {month}', dateYear: '{weekday}, {day} {month} {year}' },
  ur: { date: '{weekday}، {day} {month}', dateYear: '{weekday}، {day} {month} {year}' },
  pl: { date: '{weekday}, {day} {month}', dateYear: '{weekday}, {day} {month} {year}' },
  uk: { date: '{weekday}, {day} {month}', dateYear: '{weekday}, {day} {month} {year}' },
  ti: { date: '{weekday}፣ {day} {month}', dateYear: '{weekday}፣ {day} {month} {year}' },
  tr: { date: '{day} {month} {weekday}', dateYear: '{day} {month} {year} {weekday}' },
  kmr: { date: '{weekday}, {day}ê {month}', dateYear: '{weekday}, {day}ê {month}, {year}' },
  ckb: { date: '{weekday}، {day}ی {month}', dateYear: '{weekday}، {day}ی {month}، {year}' },
};

/** Norwegian writes the time of day with a full stop, the others with a colon. */
const TIMES = { nb: '{hour}.{minute}', nn: '{hour}.{minute}' };

/** Between the parts of a list and before its last part. */
const LISTS = {
  nb: [', ', ' og '],
  nn: [', ', ' og '],
  en: [', ', ' and '],
  prs: ['، ', ' و '],
  ps: ['، ', ' او '],
  ar: ['، ', ' و'],
  so: [', ', ' iyo '],
  ur: ['، ', ' اور '],
  pl: [', ', ' i '],
  uk: [', ', ' і '],
  ti: ['፣ ', ' ከምኡውን '],
  tr: [', ', ' ve '],
  kmr: [', ', ' û '],
  ckb: ['، ', ' و '],
  fa: ['، ', ' و '],
};

const OVERRIDES = {
  // The two sets of month names in use among Arabic readers, side by side as the United Nations writes them.
  ar: {
    monthsLong: [
      'كانون الثاني/يناير',
      'شباط/فبراير',
      'آذار/مارس',
      'نيسان/أبريل',
      'أيار/مايو',
      'حزيران/يونيو',
      'تموز/يوليو',
      'آب/أغسطس',
      'أيلول/سبتمبر',
      'تشرين الأول/أكتوبر',
      'تشرين الثاني/نوفمبر',
      'كانون الأول/ديسمبر',
    ],
  },
  // A day of the month takes its month in the oblique case: "5ê gulanê".
  kmr: {
    monthsLong: [
      'rêbendanê',
      'sibatê',
      'adarê',
      'nîsanê',
      'gulanê',
      'hezîranê',
      'tîrmehê',
      'tebaxê',
      'îlonê',
      'cotmehê',
      'mijdarê',
      'berfanbarê',
    ],
  },
  // ICU's Pashto names the weekdays in a purist form in which Saturday is also the word for "week".
  ps: {
    weekdaysLong: ['یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه', 'شنبه'],
    weekdaysShort: ['یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه', 'شنبه'],
  },
};

const partOf = (locale, options, type, date) =>
  new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { ...options, timeZone: 'UTC' })
    .formatToParts(date)
    .find(part => part.type === type).value;

const months = (locale, month, context) =>
  Array.from({ length: 12 }, (_, index) =>
    partOf(locale, { ...context, month }, 'month', new Date(Date.UTC(2026, index, 15))),
  );

/** Sunday first, as Go's time.Weekday and JavaScript's getDay count. 4 January 2026 was a Sunday. */
const weekdays = (locale, weekday) =>
  Array.from({ length: 7 }, (_, index) =>
    partOf(locale, { weekday }, 'weekday', new Date(Date.UTC(2026, 0, 4 + index))),
  );

function table(lang, locale) {
  if (!LISTS[lang]) throw new Error(`${lang}: LISTS does not say what stands between the parts of a list`);
  const [separator, last] = LISTS[lang];
  return {
    weekdaysLong: weekdays(locale, 'long'),
    weekdaysShort: weekdays(locale, 'short'),
    monthsLong: months(locale, 'long', { day: 'numeric' }),
    monthsShort: months(locale, 'short', { day: 'numeric' }),
    ...OVERRIDES[lang],
    ...(PATTERNS[lang] ?? PLAIN),
    time: TIMES[lang] ?? '{hour}:{minute}',
    digits: DIGITS[DIGITS_OF[lang] ?? 'latn'],
    listSeparator: separator,
    listLast: last,
  };
}

function assertComplete(lang, dates) {
  const latin = /^[\d\s.]*$/;
  const names = [...dates.weekdaysLong, ...dates.weekdaysShort, ...dates.monthsLong, ...dates.monthsShort];
  const wrong = names.filter(name => latin.test(name) || /^M\d/.test(name));
  if (wrong.length) throw new Error(`${lang}: this Node's ICU has no names (${wrong.join(', ')})`);
}

const tables = {};
for (const [lang, locale] of Object.entries(LOCALES)) {
  tables[lang] = table(lang, locale);
  assertComplete(lang, tables[lang]);
}
writeFileSync(OUT, `${JSON.stringify(tables, null, 2)}\n`);
