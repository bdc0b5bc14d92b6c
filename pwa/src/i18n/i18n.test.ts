import { beforeEach, describe, expect, test, vi } from 'vitest';
import { serve } from '../testing/server';
import { needTexts, number, showLanguage, t } from './i18n';
import { isLang, LANGUAGES, type Lang } from './languages';

beforeEach(() => void serve());

describe('a language', () => {
  test.each([...(Object.keys(LANGUAGES) as Lang[]), 'lett' as const])('%s is shown', async lang => {
    await showLanguage(lang);
    expect(t('nav.home')).not.toBe('nav.home');
    expect(document.documentElement.dir).toBe(
      ['ar', 'ckb', 'fa', 'prs', 'ps', 'ur'].includes(lang) ? 'rtl' : 'ltr',
    );
  });

  test('easy Norwegian is Norwegian to a screen reader', async () => {
    await showLanguage('lett');
    expect(document.documentElement.lang).toBe('nb');
  });

  test('that is not ours is refused', () => {
    expect(isLang('de')).toBe(false);
    expect(isLang('toString')).toBe(false);
  });

  test('keeps the parts in use when it changes', async () => {
    await showLanguage('nb');
    await needTexts('volunteer');
    await showLanguage('en');
    expect(t('volunteer.title')).not.toBe('volunteer.title');
  });

  test('that cannot be fetched leaves the one before on the screen', async () => {
    await showLanguage('nb');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    await expect(showLanguage('pl')).rejects.toThrow();
    expect(document.documentElement.lang).toBe('nb');
  });
});

describe('numbers', () => {
  test.each([
    ['nb', '12'],
    ['ur', '12'],
    ['ar', '١٢'],
    ['ckb', '١٢'],
    ['prs', '۱۲'],
    ['ps', '۱۲'],
    ['fa', '۱۲'],
  ] as const)('%s writes 12 as %s', async (lang, expected) => {
    await showLanguage(lang);
    expect(number(12)).toBe(expected);
  });
});

describe('a text', () => {
  test('takes the form of its number', async () => {
    await showLanguage('nb');
    expect(t('when.days', { n: 1 })).toBe('Om 1 dag');
    expect(t('when.days', { n: 5 })).toBe('Om 5 dager');
  });

  test('isolates names where directions could mix', async () => {
    await showLanguage('nb');
    expect(t('entrance.street', { name: 'Fabrikkgata' })).toBe('Inngang fra Fabrikkgata');
    expect(t('entrance.street', { name: 'سارا' })).toBe('Inngang fra \u2068سارا\u2069');
  });

  test('whose name ends like a plural form is no plural', async () => {
    await showLanguage('nb');
    expect(t('err.too_many')).toBe('For mange forsøk. Vent litt.');
  });
});
