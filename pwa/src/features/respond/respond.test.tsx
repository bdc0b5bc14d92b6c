import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { showLanguage } from '../../i18n/i18n';
import type { Route } from '../../state/route';
import { problem, serve } from '../../testing/server';
import RespondPage from './page';

const route: Route = { name: 'respond', lang: 'nb', path: '/r/token', params: { token: 'token' } };
const session = {
  id: 's',
  startsAt: '2099-12-05T10:30:00Z',
  endsAt: '2099-12-05T12:30:00Z',
  status: 'open',
  door: { kind: 'main', name: '', lift: false },
  revision: 1,
};
const asked = { session, place: 'drammen', placeName: 'Drammen', lang: 'nb' };

beforeEach(async () => {
  history.replaceState(null, '', '/nb/r/token');
  serve();
  await showLanguage('nb');
});
afterEach(cleanup);

test('answers by one tap, and says what was noted', async () => {
  const sent: string[] = [];
  serve((url, { method, body }) => {
    if (url === '/api/me') return Response.json({ devices: [], answers: [], volunteer: false });
    if (method === 'GET') return Response.json(asked);
    sent.push(String(body));
    return Response.json({ session, state: 'not_coming', company: {} });
  });
  render(<RespondPage route={route} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Vi kommer ikke' }));
  expect(await screen.findByText('Notert: dere kommer ikke.')).toBeTruthy();
  expect(sent).toEqual(['{"coming":false}']);
  expect(screen.queryByRole('button', { name: 'Vi kommer ikke' })).toBeNull();
});

test('the button of the mail only says which comes first', async () => {
  history.replaceState(null, '', '/nb/r/token?a=cannot');
  const fetched = serve(() => Response.json(asked));
  render(<RespondPage route={route} />);
  const [first] = await screen.findAllByRole('button');
  expect(first?.textContent).toBe('Vi kommer ikke');
  expect(fetched).toHaveBeenCalledTimes(1);
});

test('a day that is over cannot be answered', async () => {
  serve(() => problem(409, 'answer.closed'));
  render(<RespondPage route={route} />);
  expect(await screen.findByText('Det er for sent å svare på denne dagen.')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('without a network it can be tried again', async () => {
  render(<RespondPage route={route} />);
  expect(await screen.findByRole('button', { name: 'Prøv igjen' })).toBeTruthy();
});
