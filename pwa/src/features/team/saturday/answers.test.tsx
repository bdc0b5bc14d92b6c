import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { NO_HEADS } from '../../../state/heads';
import { sessionOf } from '../../../testing/samples';
import { problem, serve } from '../../../testing/server';
import AnswersPart from './answers';
import type { Saturday } from './saturday';
import type { FamilyAnswer } from './use-answers';

const FUTURE = { startsAt: '2026-11-28T10:30:00Z' };
const day = (asOf = '2026-11-27T09:42:00Z') => ({ session: sessionOf(FUTURE), asOf }) as Saturday;
const answer = (change: Partial<FamilyAnswer> = {}): FamilyAnswer => ({
  id: 'fa',
  lang: 'ar',
  state: 'coming',
  company: { ...NO_HEADS, children: 1, parents: 2 },
  at: '2026-11-20T09:00:00Z',
  version: 7,
  hasWishes: false,
  ...change,
});

/** A server with these answers, which takes what is written as `write` says. */
function answersAre(all: FamilyAnswer[], write = (_: string): Response => Response.json(all[0])) {
  return serve((_, { method = 'GET' }) =>
    method === 'GET' ? Response.json({ count: all.length, answers: all }) : write(method),
  );
}

const tap = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name, hidden: true }));
const sent = (fetched: ReturnType<typeof serve>) =>
  fetched.mock.calls
    .filter(([, init]) => (init?.method ?? 'GET') !== 'GET')
    .map(([address, init]) => [
      init?.method,
      String(address).split('/').pop(),
      new Headers(init?.headers).get('if-match'),
      init?.body ? JSON.parse(String(init.body)) : null,
    ]);

beforeEach(async () => {
  serve();
  await showLanguage('nb');
  await needTexts('staff.saturday');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a family is found by its nickname, else by its size and language', async () => {
  answersAre([answer({ nickname: 'Nadia' }), answer({ id: 'fb', state: 'waiting' })]);
  render(<AnswersPart saturday={day()} />);
  expect(await screen.findByText('Nadia')).toBeTruthy();
  expect(screen.getByText('Familie på 3, arabisk')).toBeTruthy();
  expect(screen.getByText('På venteliste')).toBeTruthy();
});

test('what is changed is said, and undone by what was said before', async () => {
  const fetched = answersAre([answer({ nickname: 'Nadia' })], () =>
    Response.json(answer({ nickname: 'Nadia', state: 'not_coming', version: 8 })),
  );
  render(<AnswersPart saturday={day()} />);
  await tap(/Nadia/);
  await tap('De kommer ikke');
  expect(await screen.findByText('Nadia: Kommer ikke')).toBeTruthy();
  await tap('Angre');
  await waitFor(() =>
    expect(sent(fetched)).toEqual([
      ['PUT', 'fa', '"v7"', { coming: false }],
      ['PUT', 'fa', '"v8"', { coming: true, company: answer().company }],
    ]),
  );
});

test('an answer that is taken back is given again', async () => {
  const fetched = answersAre([answer()], method =>
    method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(answer({ version: 9 })),
  );
  render(<AnswersPart saturday={day()} />);
  await tap(/Familie på 3/);
  await tap('Ta svaret tilbake');
  await tap('Angre');
  await waitFor(() =>
    expect(sent(fetched).map(([method, , seen]) => [method, seen])).toEqual([
      ['DELETE', '"v7"'],
      ['PUT', '"v0"'],
    ]),
  );
});

test('who rings is entered with language and heads alone, and that is undone too', async () => {
  const fetched = answersAre([], method =>
    method === 'DELETE'
      ? new Response(null, { status: 204 })
      : Response.json(answer({ id: 'new', version: 3 })),
  );
  render(<AnswersPart saturday={day()} />);
  expect(await screen.findByText('Ingen har svart ennå.')).toBeTruthy();
  await tap('Skriv inn et svar');
  fireEvent.change(await screen.findByLabelText('Språket de leser'), { target: { value: 'ti' } });
  await tap('De kommer');
  await tap('Angre');
  expect(await screen.findByText('Familie på 3, arabisk: svaret er tatt tilbake')).toBeTruthy();
  expect(sent(fetched)).toEqual([
    ['POST', 'answers', null, { lang: 'ti', company: { ...NO_HEADS, children: 1, parents: 1 } }],
    ['DELETE', 'new', '"v3"', null],
  ]);
});

test('F21: what the family said meanwhile is shown, and counts as seen only then', async () => {
  const all = [answer()];
  const fetched = answersAre(all, () => {
    all[0] = answer({ company: { ...NO_HEADS, children: 2 }, version: 8 });
    return problem(412, 'answer.changed');
  });
  render(<AnswersPart saturday={day()} />);
  await tap(/Familie på 3/);
  await tap('De kommer');
  expect(await screen.findByText(/Svaret er endret siden du så det/)).toBeTruthy();
  expect((await screen.findByText(/Barn: 2/)).textContent).toContain('Kommer');
  await tap('De kommer');
  await waitFor(() => expect(sent(fetched).map(([, , seen]) => seen)).toEqual(['"v7"', '"v8"']));
});

test('an undo ends, and nothing is offered once the Saturday has begun', async () => {
  answersAre([answer()], () => Response.json(answer({ version: 8 })));
  const { rerender } = render(<AnswersPart saturday={day()} />);
  await tap(/Familie på 3/);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await tap('De kommer');
  await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Angre', hidden: true })).toBeTruthy());
  await vi.advanceTimersByTimeAsync(15_000);
  await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'Angre', hidden: true })).toBeNull());
  vi.useRealTimers();
  rerender(<AnswersPart saturday={day('2026-11-28T10:31:00Z')} />);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Skriv inn et svar' })).toBeNull());
  expect(screen.queryByRole('button', { name: /Familie på 3/ })).toBeNull();
});
