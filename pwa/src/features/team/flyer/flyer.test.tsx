import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { keysOf, problem, serve } from '../../../testing/server';
import { denyStorage } from '../../../testing/storage';
import { wordOf } from './channels';
import { forget } from './draft';
import { Editing } from './editing';
import { joined, placeOf } from './sentences';
import type { FieldName, FlyerText, FlyerWords } from './words';

vi.mock('./proof', () => ({ Proof: () => null, Views: () => null })); // frames ask a server that is not there

const EMPTY: FlyerWords = { title: '', what: '', who: '', happens: '', thanks: '' };
const fieldOf = (name: FieldName, source: string, text: string) => ({
  name,
  most: 100,
  pairs: [{ source, text }],
  changes: [],
});
const text = (change: Partial<FlyerText> = {}): FlyerText => ({
  flyer: 'f',
  place: 'drammen',
  season: { id: 's', year: 2026, half: 'autumn' },
  lang: 'ar',
  dir: 'rtl',
  sourceLang: 'nb',
  sourceRevision: 2,
  status: { lang: 'ar', state: 'current', review: 'machine', drafted: false },
  source: EMPTY,
  text: EMPTY,
  revision: 1,
  fields: [
    fieldOf('title', 'Musikk for alle', 'موسيقى'),
    fieldOf('what', 'Vi spiller.', 'نعزف.'),
    fieldOf('who', '', ''),
    fieldOf('happens', 'Vi spiser vafler.', ''),
    fieldOf('thanks', '', ''),
  ],
  readers: [],
  mayRead: false,
  ...change,
});
const words = [{ term: 'vafler', translation: 'الوافل', note: '', own: false }];

const open = (reloaded = async () => undefined as unknown) =>
  render(<Editing text={text()} words={words} mayInsist={false} onReload={reloaded} />);
const write = (written: string) =>
  fireEvent.input(screen.getByRole('textbox', { name: /^Vi spiser/ }), { target: { value: written } });
const saved = (version: number) =>
  Response.json({ words: EMPTY, version, updatedAt: '2026-11-22T10:00:00Z', mine: true });

beforeEach(async () => {
  localStorage.clear();
  serve();
  await showLanguage('nb');
  await needTexts('staff.flyer');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('sentences become a text again, with the spaces and lines that they had', () => {
  const pair = (written: string, end = ' ') => ({ source: '', text: written, end });
  expect(joined([pair('En. '), pair(''), pair('To.', '\n'), pair('Tre.')])).toBe('En. To.\nTre.');
});

test('a word of the glossary is found where it begins a word', () => {
  expect(placeOf('vafler', 'Vi spiser Vafler.')).toBe(10);
  expect(placeOf('støtteperson', 'Med støttepersoner')).toBe(4);
  expect(placeOf('tolk', 'Vi forstolker')).toBe(-1);
  expect(placeOf('a+b', 'ab')).toBe(-1);
});

test('a name suggests the word of its link', () => {
  expect(wordOf('Ahus, Nordbyhagen (Ø)')).toBe('ahus-nordbyhagen-o');
});

describe('what is typed', () => {
  test('is saved by itself, and its word is shown from the glossary', async () => {
    const sent: unknown[] = [];
    serve((_, init) => {
      sent.push([new Headers(init.headers).get('if-match'), JSON.parse(String(init.body))]);
      return saved(1);
    });
    open();
    expect(screen.getByText('الوافل')).toBeTruthy();
    write('نأكل الوافل.');
    expect(await screen.findByText(/Kladden er lagret/, undefined, { timeout: 3000 })).toBeTruthy();
    expect(sent).toEqual([['"v0"', { ...EMPTY, title: 'موسيقى', what: 'نعزف.', happens: 'نأكل الوافل.' }]]);
    expect(localStorage.length).toBe(0);
  });

  test('stays on the device without a network, and goes out under the same key', async () => {
    const fetched = serve();
    open();
    write('نأكل.');
    expect(await screen.findByText(/Ingen nett/, undefined, { timeout: 3000 })).toBeTruthy();
    expect(localStorage.length).toBe(1);
    const [first] = keysOf(fetched);
    const again = serve(() => saved(1));
    dispatchEvent(new Event('online'));
    expect(await screen.findByText(/Kladden er lagret/)).toBeTruthy();
    expect(keysOf(again)).toEqual([first]);
  });

  test('is there again after the page was closed', async () => {
    open();
    write('نأكل.');
    cleanup();
    open();
    await waitFor(() => expect(screen.getByDisplayValue('نأكل.')).toBeTruthy());
  });

  test('is there again after another page with storage denied', async () => {
    denyStorage();
    open();
    write('نأكل.');
    cleanup();
    open();
    await waitFor(() => expect(screen.getByDisplayValue('نأكل.')).toBeTruthy());
    forget(text());
  });

  test.each([
    [503, 'unavailable'],
    [429, 'too_many'],
  ])('is not called refused while the server says %i %s', async (status, code) => {
    serve(() => problem(status, code));
    open();
    write('نأكل.');
    expect(
      await screen.findByText(/sendes når nettet er tilbake/, undefined, { timeout: 3000 }),
    ).toBeTruthy();
    for (const box of screen.queryAllByRole('alert')) expect(box.textContent).toBe('');
  });

  test('is not lost when somebody else saved meanwhile (F21)', async () => {
    serve(() => problem(412, 'flyer.draft_changed'));
    open();
    write('نأكل.');
    expect(await screen.findByRole('button', { name: 'Min tekst' }, { timeout: 3000 })).toBeTruthy();
    const tags: (string | null)[] = [];
    serve((_, init) => {
      if (init.method === 'GET')
        return Response.json(text({ draft: { words: EMPTY, version: 4, updatedAt: '', mine: false } }));
      tags.push(new Headers(init.headers).get('if-match'));
      return saved(5);
    });
    fireEvent.click(screen.getByRole('button', { name: 'Min tekst' }));
    expect(await screen.findByText(/Kladden er lagret/)).toBeTruthy();
    expect(tags).toEqual(['"v4"']);
  });
});
