import { afterEach, expect, test, vi } from 'vitest';
import { readersLanguage } from './reader';

afterEach(() => {
  vi.restoreAllMocks();
});

function phone(languages: string[], cookie = '') {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
  vi.spyOn(document, 'cookie', 'get').mockReturnValue(cookie);
}

test.each([
  [['no-NO'], 'nb'],
  [['nn'], 'nn'],
  [['fa-AF'], 'prs'],
  [['fa'], 'fa'],
  [['ku-Arab-IQ'], 'ckb'],
  [['ku-TR'], 'kmr'],
  [['vi-VN', 'ti-ER'], 'ti'],
  [['vi-VN'], undefined],
])("the phone's languages %j are read as %s", (languages, code) => {
  phone(languages);
  expect(readersLanguage()).toBe(code);
});

test('what was chosen wins, unless we do not have it', () => {
  phone(['ar'], 'place=lorenskog; lang=so');
  expect(readersLanguage()).toBe('so');
  phone(['ar'], 'lang=xx');
  expect(readersLanguage()).toBe('ar');
});
