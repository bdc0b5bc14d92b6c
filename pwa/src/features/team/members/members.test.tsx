import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role, TeamMember, TeamPlace } from '../../../api/types';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { problem, serve } from '../../../testing/server';
import { team } from '../team';
import Audit from './audit';
import TeamPage from './page';
import { roleName } from './words';

const place = (...roles: Role[]): TeamPlace => ({
  slug: 'drammen',
  name: 'Drammen',
  timeZone: 'Europe/Oslo',
  roles,
  languages: [],
});
const AT = '2026-11-01T10:00:00Z';
const member = (id: string, change: Partial<TeamMember> = {}): TeamMember => ({
  id,
  name: id,
  email: `${id}@example.org`,
  you: false,
  roles: [{ id: `role-${id}`, role: 'organiser', since: AT }],
  passkeys: [],
  signIns: [],
  ...change,
});
const ola = member('ola', { you: true, passkeys: [{ id: 'k1', label: 'Pixel', since: AT }] });
const everyone = (...members: TeamMember[]) =>
  serve((url, { method }) => {
    if (method !== 'GET') return problem(409, 'team.last_passkey');
    return Response.json(url === '/api/team/account' ? ola : { members: [ola, ...members], invitations: [] });
  });

beforeEach(async () => {
  serve();
  await showLanguage('nb');
  await needTexts('staff.team');
});
afterEach(() => {
  cleanup();
  team.value = undefined;
});

describe('the team', () => {
  test('of one: says so, and does not list oneself among the others', async () => {
    everyone();
    render(<TeamPage place={place('organiser')} rest={[]} />);
    expect(await screen.findByText('Du er alene her. Inviter gjerne en til.')).toBeTruthy();
    expect(screen.getAllByText('ola')).toHaveLength(1);
  });

  test('is not asked for by who does not organise: only oneself is shown', async () => {
    const fetched = everyone(member('kari'));
    render(<TeamPage place={place('instructor')} rest={['audit']} />);
    expect(await screen.findByRole('heading', { name: 'Deg' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Inviter' })).toBeNull();
    expect(fetched.mock.calls.some(([url]) => /\/team$|audit/.test(String(url)))).toBe(false);
  });

  test('that cannot be read offers another try, and no way to change it', async () => {
    serve(() => problem(503, 'unavailable'));
    render(<TeamPage place={place('organiser')} rest={[]} />);
    expect(await screen.findByText(/Vi er straks tilbake/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Prøv igjen' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Lag en lenke' })).toBeNull();
  });

  test('a role over all places is taken only by who has it', async () => {
    const far = member('far', { roles: [{ id: 'r', role: 'network', since: AT }] });
    everyone(far, member('near'));
    render(<TeamPage place={place('organiser')} rest={[]} />);
    await screen.findByText('far');
    const take = screen.getAllByRole('button', { name: /^Ta bort rollen/ });
    expect(take.map(button => button.getAttribute('aria-label'))).toEqual(['Ta bort rollen: Leder, near']);
  });

  test('a role is taken after a second tap; refused, the dialog stays and says why', async () => {
    const fetched = everyone(member('kari'));
    render(<TeamPage place={place('organiser')} rest={[]} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Ta bort rollen: Leder, kari' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(/kari mister rollen/)).toBeTruthy();
    expect(fetched.mock.calls.some(([, init]) => init?.method === 'DELETE')).toBe(false);
    fireEvent.click(dialog.getByRole('button', { name: 'Ta bort rollen' }));
    expect(await dialog.findByText(/minst én tilgangsnøkkel/)).toBeTruthy();
  });

  test('the only passkey that one has cannot be removed', async () => {
    everyone();
    render(<TeamPage place={place('organiser')} rest={[]} />);
    expect(await screen.findByText('Pixel')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Fjern nøkkelen/ })).toBeNull();
  });

  test('an invitation of a translator names the language, and no other does', async () => {
    const fetched = everyone();
    render(<TeamPage place={place('organiser')} rest={[]} />);
    fireEvent.change(await screen.findByLabelText('Som'), { target: { value: 'translator' } });
    fireEvent.change(screen.getByLabelText('Til språket'), { target: { value: 'prs' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lag en lenke' }));
    await waitFor(() =>
      expect(fetched.mock.calls.find(([, init]) => init?.method === 'POST')?.[1]?.body).toBe(
        '{"role":"translator","place":"drammen","lang":"prs"}',
      ),
    );
    expect(screen.queryByRole('option', { name: 'Leder for alle stedene' })).toBeNull();
  });
});

describe('who did what', () => {
  const entry = (id: string, action: string) => ({ id, at: AT, actor: 'member', action });

  test('keeps what is shown when older entries cannot be had, and then adds them', async () => {
    let offline = true;
    serve(url => {
      if (!url.includes('cursor=c1'))
        return Response.json({ entries: [entry('1', 'session.moved')], next: 'c1' });
      return offline ? undefined : Response.json({ entries: [entry('2', 'brand.new_thing')] });
    });
    render(<Audit place={place('organiser')} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Vis eldre' }));
    const again = await screen.findByRole('button', { name: 'Prøv igjen' });
    expect(screen.getByText('Flyttet lørdagen')).toBeTruthy();
    offline = false;
    fireEvent.click(again);
    expect(await screen.findByText('brand: new thing')).toBeTruthy();
    expect(screen.getAllByText('En som er slettet')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Vis eldre' })).toBeNull();
  });
});

test('a translator is named with the language as its readers write it', () => {
  expect(roleName({ role: 'translator', lang: 'ar' })).toBe('Oversetter: العربية');
  expect(roleName({ role: 'translator', lang: 'lett' })).toBe('Oversetter: Lett norsk');
});
