import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { NO_HEADS } from '../../../state/heads';
import { problem, serve } from '../../../testing/server';
import DoorPage from './page';
import { type DoorState, readTaps } from './taps';

/** A tap goes out after a second; the machine may do much else. */
const PATIENCE_MS = 10_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS });

const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
const session = {
  id: 's',
  startsAt: hours(-1),
  endsAt: hours(1),
  status: 'open',
  door: { kind: 'main', name: '', lift: false },
  revision: 0,
};
const door = {
  session,
  opensAt: hours(-5),
  closed: false,
  folded: false,
  totals: { counted: false, heads: NO_HEADS, known: 0, new: 0, saidYes: 1, saidHeads: 3 },
  rows: [
    {
      family: 'f',
      nickname: 'Ali',
      lang: 'ar',
      heads: { ...NO_HEADS, children: 1, parents: 2 },
      arrived: false,
    },
  ],
} as unknown as DoorState;
const place = {
  slug: 'lorenskog',
  name: 'Lørenskog',
  timeZone: 'Europe/Oslo',
  roles: ['instructor' as const],
  languages: [],
};

/** A server with the door; `post` answers what the phone sends. */
const hall = (post: (body: string) => Response | undefined) =>
  serve((url, { method, body }) => {
    if (url.endsWith('/places/lorenskog/door'))
      return Response.json([{ session, opensAt: door.opensAt, closed: false, counted: false }]);
    return method === 'POST' ? post(String(body)) : Response.json(door);
  });

beforeEach(async () => {
  indexedDB.deleteDatabase('door');
  await readTaps();
  serve();
  await showLanguage('nb');
  await needTexts('staff.door');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const tapFamily = async () => fireEvent.click(await screen.findByRole('button', { name: /Ali/ }));

test('a tap shows at once, says that it is not sent, and goes by itself', async () => {
  const sent: { families: { family: string; arrived: boolean }[] }[] = [];
  hall(body => {
    sent.push(JSON.parse(body));
    return Response.json({
      ...door,
      totals: { ...door.totals, counted: true, known: 1 },
      rows: [{ ...door.rows[0], arrived: true }],
    });
  });
  render(<DoorPage place={place} rest={[]} />);
  await tapFamily();
  expect(screen.getByRole('button', { name: /Ali/, pressed: true })).toBeTruthy();
  expect(screen.getByText(/1 trykk er ikke sendt/)).toBeTruthy();
  await waitFor(() => expect(screen.getByText(/Alt er sendt/)).toBeTruthy(), { timeout: PATIENCE_MS });
  expect(sent[0]?.families[0]).toMatchObject({ family: 'f', arrived: true });
});

test('F23: what the server refuses for good stays until somebody has seen it', async () => {
  hall(() => problem(409, 'report.closed'));
  render(<DoorPage place={place} rest={[]} />);
  await tapFamily();
  expect(await screen.findByText('1 trykk ble ikke tatt imot.', {}, { timeout: PATIENCE_MS })).toBeTruthy();
  expect(screen.getByText('Rapporten er lukket.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Slett dem fra telefonen' }));
  await waitFor(() => expect(screen.queryByText(/ikke tatt imot/)).toBeNull());
});

test('F23: a sign-in that has ended loses nothing', async () => {
  hall(() => problem(401, 'nobody'));
  render(<DoorPage place={place} rest={[]} />);
  await tapFamily();
  expect(await screen.findByText(/Innloggingen er slutt/, {}, { timeout: PATIENCE_MS })).toBeTruthy();
  expect(screen.getByText(/1 trykk er ikke sendt/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Logg inn for å sende' })).toBeTruthy();
});

test('a minus below nobody is not possible', async () => {
  hall(() => undefined);
  render(<DoorPage place={place} rest={[]} />);
  const [minus] = await screen.findAllByRole('button', { name: 'Færre: Barn' });
  fireEvent.click(minus as HTMLElement);
  expect(screen.queryByText(/ikke sendt/)).toBeNull();
});
