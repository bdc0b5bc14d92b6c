import { beforeEach, describe, expect, test } from 'vitest';
import { serve } from '../testing/server';
import {
  calendarLeaf,
  formatDate,
  formatDateYear,
  formatFacts,
  formatList,
  formatSpan,
  formatTime,
  wallClock,
} from './dates';
import { showLanguage } from './i18n';
import { LANGUAGES, type Lang } from './languages';

/** Saturday 5 December 2026, 11:30–13:30 in Oslo. */
const FROM = '2026-12-05T10:30:00Z';
const TO = '2026-12-05T12:30:00Z';

beforeEach(() => void serve());

describe('a Saturday', () => {
  test.each([
    ['nb', 'lørdag 5. desember', 'lørdag 5. desember 2026', '11.30–13.30'],
    ['nn', 'laurdag 5. desember', 'laurdag 5. desember 2026', '11.30–13.30'],
    ['en', 'Saturday 5 December', 'Saturday 5 December 2026', '11:30–13:30'],
    ['prs', 'شنبه ۵ دسمبر', 'شنبه ۵ دسمبر ۲۰۲۶', '۱۱:۳۰–۱۳:۳۰'],
    ['ps', 'شنبه، د دسمبر ۵', 'شنبه، د ۲۰۲۶ د دسمبر ۵', '۱۱:۳۰–۱۳:۳۰'],
    ['ar', 'السبت، ٥ كانون الأول/ديسمبر', 'السبت، ٥ كانون الأول/ديسمبر ٢٠٢٦', '١١:٣٠–١٣:٣٠'],
    ['so', 'Sabti, 5 Diseembar', 'Sabti, 5 Diseembar 2026', '11:30–13:30'],
    ['ur', 'ہفتہ، 5 دسمبر', 'ہفتہ، 5 دسمبر 2026', '11:30–13:30'],
    ['pl', 'sobota, 5 grudnia', 'sobota, 5 grudnia 2026', '11:30–13:30'],
    ['uk', 'субота, 5 грудня', 'субота, 5 грудня 2026', '11:30–13:30'],
    ['ti', 'ቀዳም፣ 5 ታሕሳስ', 'ቀዳም፣ 5 ታሕሳስ 2026', '11:30–13:30'],
    ['tr', '5 Aralık Cumartesi', '5 Aralık 2026 Cumartesi', '11:30–13:30'],
    ['kmr', 'şemî, 5ê berfanbarê', 'şemî, 5ê berfanbarê, 2026', '11:30–13:30'],
    ['ckb', 'شەممە، ٥ی کانونی یەکەم', 'شەممە، ٥ی کانونی یەکەم، ٢٠٢٦', '١١:٣٠–١٣:٣٠'],
    ['fa', 'شنبه ۵ دسامبر', 'شنبه ۵ دسامبر ۲۰۲۶', '۱۱:۳۰–۱۳:۳۰'],
  ] as const)('reads in %s', async (lang, date, dateYear, span) => {
    await showLanguage(lang);
    expect(formatDate(FROM)).toBe(date);
    expect(formatDateYear(FROM)).toBe(dateYear);
    expect(formatSpan(FROM, TO)).toBe(span);
  });

  test.each(Object.keys(LANGUAGES) as Lang[])('has a leaf of the calendar in %s', async lang => {
    await showLanguage(lang);
    const { weekday, day, month } = calendarLeaf(FROM);
    expect(weekday && day && month).toBeTruthy();
  });
});

describe('the clock is the hall’s', () => {
  test('on both sides of the change to summer time (F8)', async () => {
    await showLanguage('nb');
    expect(formatTime('2026-03-28T10:30:00Z')).toBe('11.30');
    expect(formatTime('2026-03-29T09:30:00Z')).toBe('11.30');
  });

  test('just after midnight, when it is still yesterday in UTC', () => {
    expect(wallClock('2026-12-04T23:05:00Z')).toEqual({ year: 2026, month: 12, day: 5, hour: 0, minute: 5 });
  });
});

describe('a list', () => {
  test.each([
    [[], ''],
    [['norsk'], 'norsk'],
    [['norsk', 'dari'], 'norsk og dari'],
    [['norsk', 'dari', 'somali'], 'norsk, dari og somali'],
  ])('%j', async (items, expected) => {
    await showLanguage('nb');
    expect(formatList(items)).toBe(expected);
  });
});

describe('facts in one line', () => {
  test.each([
    ['nb', 'Barn: 1 · Foreldre: 1'],
    ['ar', 'Barn: 1، Foreldre: 1'],
  ] as const)('%s: no dot stands beside a number whose zero is a dot', async (lang, expected) => {
    await showLanguage(lang);
    expect(formatFacts(['Barn: 1', 'Foreldre: 1'])).toBe(expected);
  });
});
