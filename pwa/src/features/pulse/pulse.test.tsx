import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { needTexts, showLanguage } from '../../i18n/i18n';
import type { Route } from '../../state/route';
import { keysOf, problem, serve } from '../../testing/server';
import PulsePage from './page';

const route: Route = { name: 'pulse', lang: 'nb', path: '/s/abc/pulse', params: { session: 'abc' } };
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(async () => {
  serve();
  await showLanguage('nb');
  await needTexts('pulse');
});
afterEach(cleanup);

test('S29: faces go without a cookie, and skipped questions not at all', async () => {
  const fetched = serve(() => new Response(null, { status: 204 }));
  render(<PulsePage route={route} />);
  tap('Barnet');
  for (const answer of ['Ja', 'Hopp over', 'Litt', 'Nei']) tap(answer);
  expect(await screen.findByText('Takk for svaret!')).toBeTruthy();
  const [url, init] = fetched.mock.calls.at(-1) ?? [];
  expect(url).toBe('/api/sessions/abc/pulse');
  expect(init?.credentials).toBe('omit');
  expect(JSON.parse(String(init?.body))).toEqual({
    who: 'child',
    answers: { belonging: 'good', seen: 'middling', again: 'bad' },
  });
});

test('F20: what did not arrive goes again under the same key', async () => {
  const fetched = serve();
  render(<PulsePage route={route} />);
  tap('Vi voksne');
  for (let at = 0; at < 4; at++) tap('Ja');
  fireEvent.click(await screen.findByRole('button', { name: 'Prøv igjen' }));
  const [first, second] = keysOf(fetched);
  expect(second).toBe(first);
});

test('a Saturday that has not begun says when', async () => {
  serve(() => problem(409, 'pulse.closed'));
  render(<PulsePage route={route} />);
  tap('Vi voksne');
  for (let at = 0; at < 4; at++) tap('Nei');
  expect(await screen.findByText(/Du kan svare fra vi starter/)).toBeTruthy();
});

test('who skips everything sends nothing', async () => {
  const fetched = serve();
  render(<PulsePage route={route} />);
  tap('Barnet');
  for (let at = 0; at < 4; at++) tap('Hopp over');
  expect(await screen.findByText('Takk for svaret!')).toBeTruthy();
  expect(fetched).not.toHaveBeenCalled();
});
