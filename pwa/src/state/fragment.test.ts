import { expect, test } from 'vitest';
import { secretOf } from './fragment';

test('a secret in the fragment is there again after the language was changed', () => {
  history.replaceState(null, '', '/nb/team/join#abcDEF-_1');
  expect(secretOf('join')).toBe('abcDEF-_1');
  history.replaceState(null, '', '/en/team/join');
  expect(secretOf('join')).toBe('abcDEF-_1');
  expect(secretOf('link')).toBe('');
});
