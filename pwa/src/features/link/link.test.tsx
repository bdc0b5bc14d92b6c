import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { showLanguage } from '../../i18n/i18n';
import { me } from '../../state/me';
import type { Route } from '../../state/route';
import { problem, serve } from '../../testing/server';
import LinkPage from './page';

const route: Route = { name: 'link', lang: 'nb', path: '/link/ABCD2345', params: { code: 'ABCD2345' } };
const ME = { devices: [], answers: [], volunteer: false };
const button = () => screen.getByRole('button', { name: 'Legg til en telefon til' });

beforeEach(async () => {
  me.value = undefined;
  serve();
  await showLanguage('nb');
});
afterEach(cleanup);

test('nothing happens without a tap', () => {
  const fetched = serve();
  render(<LinkPage route={route} />);
  expect(fetched).not.toHaveBeenCalled();
});

test('joins by one tap', async () => {
  const fetched = serve(() => Response.json(ME));
  render(<LinkPage route={route} />);
  fireEvent.click(button());
  await waitFor(() => expect(me.value).toEqual(ME));
  expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"code":"ABCD2345"}');
});

test('asks before two families become one', async () => {
  const sent: unknown[] = [];
  serve((url, { body }) => {
    if (url === '/api/link') sent.push(JSON.parse(String(body)));
    return sent.length === 1 ? problem(409, 'link.other_family') : Response.json(ME);
  });
  render(<LinkPage route={route} />);
  fireEvent.click(button());
  expect(await screen.findByText(/har allerede en familie/)).toBeTruthy();
  expect(me.value).toBeUndefined();
  fireEvent.click(await screen.findByRole('button', { name: 'Neste' }));
  await waitFor(() => expect(me.value).toEqual(ME));
  expect(sent).toEqual([{ code: 'ABCD2345' }, { code: 'ABCD2345', merge: true }]);
});

test('says that a code is too old', async () => {
  serve(() => problem(404, 'link.unknown'));
  render(<LinkPage route={route} />);
  fireEvent.click(button());
  expect(await screen.findByText('Koden er feil eller for gammel.')).toBeTruthy();
});
