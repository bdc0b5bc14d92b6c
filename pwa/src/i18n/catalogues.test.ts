import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../scripts/catalogues.mjs';

const SOURCE = {
  'a.title': 'Hei {name}',
  'a.days_one': '{n} dag',
  'a.days_other': '{n} dager',
  'err.too_many': 'Vent',
};
const POLISH = {
  'a.title': 'Cześć {name}',
  'a.days_one': '{n} dzień',
  'a.days_few': '{n} dni',
  'a.days_many': '{n} dni',
  'err.too_many': 'Czekaj',
};

describe('a catalogue', () => {
  test('that is complete has no faults', () => {
    expect(faultsOf('nb', SOURCE, SOURCE)).toEqual([]);
    expect(faultsOf('pl', POLISH, SOURCE)).toEqual([]);
  });

  test.each([
    ['misses a text', { 'a.title': undefined }, ['misses a.title']],
    ['misses a plural form', { 'a.days_few': undefined }, ['misses a.days_few']],
    ['has a text that nobody asks for', { 'a.old': 'x' }, ['does not know a.old']],
    ['has a form that its language lacks', { 'a.days_two': 'x' }, ['does not know a.days_two']],
    ['lost a place', { 'a.title': 'Cześć' }, ['has other places than nb in a.title']],
    ['has an empty text', { 'err.too_many': ' ' }, ['has no text for err.too_many']],
  ])('%s', (_, change, faults) => {
    const entries = Object.entries({ ...POLISH, ...change }).filter(([, text]) => text !== undefined);
    expect(faultsOf('pl', Object.fromEntries(entries) as Record<string, string>, SOURCE)).toEqual(faults);
  });
});
