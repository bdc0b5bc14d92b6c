import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FamilyNumbers, Partner } from '../../../api/types';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { problem, serve } from '../../../testing/server';
import Families from '../family/families';
import PartnerMore from './more';
import Partners from './partners';

const partner = (id: string, name: string): Partner => ({
  id,
  name,
  role: 'thanks',
  volunteers: 0,
  hasCode: false,
  hasLogo: false,
  version: 3,
});
const slot = {
  shift: 'sh',
  task: 'waffles',
  startsAt: '2026-12-05T10:00:00Z',
  endsAt: '2026-12-05T12:30:00Z',
  needed: 2,
  slots: 1,
  taken: 0,
};

beforeEach(async () => {
  sessionStorage.clear();
  serve();
  await showLanguage('nb');
  await needTexts('staff.partner');
  await needTexts('staff.family');
});
afterEach(cleanup);

test('no partner yet: said, with the form to add one', async () => {
  serve(() => Response.json([]));
  render(<Partners slug="drammen" />);
  expect(await screen.findByText('Ingen samarbeid ennå.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Legg til' })).toBeTruthy();
});

test('partners that cannot be read: said, and nothing is offered over them', async () => {
  render(<Partners slug="drammen" />);
  expect(await screen.findByText(/Du er ikke på nett/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Legg til' })).toBeNull();
});

test('a name that is taken is refused, and stays typed over a reload', async () => {
  serve((_, { method }) => (method === 'POST' ? problem(409, 'partner.name') : Response.json([])));
  const { unmount } = render(<Partners slug="drammen" />);
  const name = (await screen.findByLabelText('Navn')) as HTMLInputElement;
  fireEvent.input(name, { target: { value: 'Røde Kors' } });
  fireEvent.submit(name.closest('form') as HTMLFormElement);
  expect(await screen.findByText('Dere har allerede en med det navnet.')).toBeTruthy();
  unmount();
  render(<Partners slug="drammen" />);
  expect(((await screen.findByLabelText('Navn')) as HTMLInputElement).value).toBe('Røde Kors');
});

test('only those below another can be moved up, to the place before', async () => {
  const fetched = serve(() => Response.json([partner('a', 'A'), partner('b', 'Ø')]));
  render(<Partners slug="drammen" />);
  const up = await screen.findAllByRole('button', { name: /^Flytt opp/ });
  expect(up.map(button => button.getAttribute('aria-label'))).toEqual(['Flytt opp: Ø']);
  fireEvent.click(up[0] as HTMLElement);
  await waitFor(() => {
    const patch = fetched.mock.calls.find(([, init]) => init?.method === 'PATCH');
    expect([patch?.[0], patch?.[1]?.body]).toEqual(['/api/partners/b', '{"position":0}']);
  });
});

test('F21: what somebody else has changed meanwhile is said and read again, not written over', async () => {
  let patches = 0;
  const fetched = serve((_, { method }) => {
    if (method !== 'PATCH') return Response.json([partner('a', patches ? 'Ny' : 'A')]);
    patches++;
    return problem(412, 'partner.changed');
  });
  render(<Partners slug="drammen" />);
  fireEvent.submit((await screen.findAllByLabelText('Navn'))[0]?.closest('form') as HTMLFormElement);
  expect(await screen.findByText(/En annen i laget har endret dette/)).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'Ny' })).toBeTruthy();
  const patch = fetched.mock.calls.find(([, init]) => init?.method === 'PATCH');
  expect(new Headers(patch?.[1]?.headers).get('if-match')).toBe('"v3"');
});

test('slots stop at what the shift needs, and a refusal says why', async () => {
  const fetched = serve((_, { method }) =>
    method === 'PUT' ? problem(409, 'partner.slots_many') : Response.json([slot]),
  );
  render(<PartnerMore partner={partner('a', 'A')} onChange={() => undefined} />);
  const more = { name: 'Fler: Steke vafler, trenger 2', hidden: true };
  fireEvent.click(await screen.findByRole('button', more));
  expect(await screen.findByText('Det er flere plasser enn vakta trenger.')).toBeTruthy();
  expect(fetched.mock.calls.at(-1)?.[1]?.body).toBe('{"slots":2}');
});

test('a join code is shown in fours, from left to right', async () => {
  serve((_, { method }) => Response.json(method === 'POST' ? { code: 'ABCDEFGH' } : []));
  render(<PartnerMore partner={partner('a', 'A')} onChange={() => undefined} />);
  fireEvent.click(screen.getByRole('button', { name: 'Lag ny kode for deres frivillige' }));
  expect((await screen.findByText('ABCD EFGH')).getAttribute('dir')).toBe('ltr');
});

test('families: a number that is not told is "few", and never 0', async () => {
  const numbers: FamilyNumbers = {
    known: 12,
    byLanguage: [{ lang: 'ar' }],
    byReach: [{ reach: 'push', n: 0 }, { reach: 'none' }],
  };
  serve(() => Response.json(numbers));
  render(<Families slug="drammen" />);
  expect((await screen.findByRole('row', { name: /العربية/ })).textContent).toBe('العربيةfå');
  expect(screen.getByRole('row', { name: /Varsel på telefonen/ }).textContent).toContain('0');
  expect(screen.getByRole('row', { name: /Når vi ikke/ }).textContent).toBe('Når vi ikkefå');
  expect(screen.queryByText(/^Kommer/)).toBeNull();
});

test('families: none yet is said instead of an empty table', async () => {
  serve(() => Response.json({ known: 0, byLanguage: [], byReach: [] }));
  render(<Families slug="drammen" />);
  expect(await screen.findByText('Ingen familier ennå.')).toBeTruthy();
});
