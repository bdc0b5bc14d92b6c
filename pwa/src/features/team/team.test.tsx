import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { call } from '../../api/client';
import type { Role, Team, TeamPlace } from '../../api/types';
import { needTexts, showLanguage } from '../../i18n/i18n';
import { route, routeAt } from '../../state/route';
import { problem, serve } from '../../testing/server';
import { sectionsOf } from './sections';
import { Sure } from './sure';
import { Table } from './table';
import { team, waiting } from './team';

const place = (...roles: Role[]): TeamPlace => ({
  slug: 'lorenskog',
  name: 'Lørenskog',
  timeZone: 'Europe/Oslo',
  roles,
  languages: [],
});

const OLA: Team = {
  member: { id: 'ola', name: 'Ola', email: 'ola@example.org', lang: 'nb' },
  enrolling: false,
  network: false,
  places: [place('organiser')],
};

let signedIn: boolean;

beforeEach(async () => {
  serve(url => {
    if (url !== '/api/team/account') return undefined;
    return signedIn ? Response.json({ name: 'Ola' }) : problem(401, 'nobody');
  });
  signedIn = false;
  await showLanguage('nb');
  await needTexts('staff.team');
  route.value = routeAt('/nb/team/lorenskog/members') ?? route.value;
  team.value = OLA;
});
afterEach(() => {
  cleanup();
  team.value = undefined;
});

const account = () => call('get', '/api/team/account', {});

test('a member sees the sections of the roles at the place', () => {
  expect(sectionsOf(place('organiser'))).toHaveLength(8);
  expect(sectionsOf(place('network'))).toHaveLength(8);
  expect(sectionsOf(place('instructor'))).toEqual(['saturday', 'door', 'members']);
  expect(sectionsOf(place('translator'))).toEqual(['flyer', 'members']);
});

test('calls of who was signed out wait for the sign-in and are repeated', async () => {
  const both = Promise.all([account(), account()]);
  await expect.poll(() => waiting.value).toBeDefined();
  signedIn = true;
  waiting.value?.(true);
  expect(await both).toEqual([{ name: 'Ola' }, { name: 'Ola' }]);
});

test('a call fails when its member does not sign in again', async () => {
  const asked = account();
  await expect.poll(() => waiting.value).toBeDefined();
  waiting.value?.(false);
  await expect(asked).rejects.toMatchObject({ status: 401 });
});

test('nobody is asked on the pages of the families', async () => {
  route.value = routeAt('/nb/me') ?? route.value;
  await expect(account()).rejects.toMatchObject({ status: 401 });
  expect(waiting.value).toBeUndefined();
});

test('a table says in every cell of a card what it is', () => {
  const columns = [
    { name: 'Hvem', cell: ([who]: string[]) => who },
    { name: 'Når', cell: ([, when]: string[]) => when },
  ];
  render(<Table caption="Hva" columns={columns} rows={[['Ola', 'i går']]} keyOf={([who]) => who ?? ''} />);
  const row = within(screen.getByRole('table', { name: 'Hva' })).getByRole('row', { name: 'Ola i går' });
  expect(within(row).getByRole('rowheader').textContent).toBe('Ola');
  expect(within(row).getByRole('cell').dataset.name).toBe('Når');
});

test('what is hard to undo needs a second tap', async () => {
  let done = 0;
  render(<Sure text="Slett" warning="Alt blir borte." act={async () => (done += 1)} />);
  fireEvent.click(screen.getByRole('button', { name: 'Slett' }));
  expect(done).toBe(0);
  const dialog = screen.getByRole('dialog', { name: 'Slett' });
  expect(dialog.textContent).toContain('Alt blir borte.');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Slett' }));
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  expect(done).toBe(1);
});
