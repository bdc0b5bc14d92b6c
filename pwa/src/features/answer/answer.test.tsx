import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Company } from '../../api/types';
import { emptyQueue } from '../../background/queue';
import { showLanguage } from '../../i18n/i18n';
import { NO_HEADS } from '../../state/heads';
import { me } from '../../state/me';
import { showQueue } from '../../state/outbox';
import { sessionOf } from '../../testing/samples';
import { problem, serve } from '../../testing/server';
import { AnswerCard } from './answer-card';
import Answering from './answering';
import CompanyDialog from './company-dialog';
import { Wishes } from './wishes';

const two: Company = { ...NO_HEADS, children: 1, parents: 1 };
const answered = (state: Answer['state'], change: Partial<Answer> = {}) => {
  me.value = {
    devices: [],
    volunteer: false,
    answers: [{ session: sessionOf(), state, company: two, ...change }],
  };
};
const tap = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const button = (name: string) => screen.queryByRole('button', { name });
const bodies = (fetched: ReturnType<typeof serve>, method: string) =>
  fetched.mock.calls
    .filter(([, init]) => init?.method === method)
    .map(([, init]) => JSON.parse(`${init?.body}`));
const standing = () => render(<Answering session={sessionOf()} tapped={undefined} />);

beforeEach(async () => {
  sessionStorage.clear();
  me.value = undefined;
  showQueue([]);
  await emptyQueue();
  serve();
  await showLanguage('nb');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the answer card', () => {
  test('says yes with one tap, for a child and a parent at the first time', async () => {
    const fetched = serve((_, { method }) => (method === 'PUT' ? Response.json({}) : problem(401, 'nobody')));
    render(<AnswerCard session={sessionOf()} />);
    tap('Vi kommer');
    await waitFor(() =>
      expect(bodies(fetched, 'PUT')).toEqual([{ coming: true, company: two, lang: 'nb', seen: 0 }]),
    );
  });

  test('tells of the waiting list before anybody taps when it is full', () => {
    render(<AnswerCard session={sessionOf({ seatsLeft: 0 })} />);
    expect(screen.getByText('Fullt. Du kan stå på venteliste.')).toBeTruthy();
    expect(button('Vi kommer')).toBeTruthy();
  });

  test('tells a family of two that one seat is not enough for all of it', () => {
    render(<AnswerCard session={sessionOf({ seatsLeft: 1 })} />);
    expect(screen.getByText(/Det er ikke plass til alle/)).toBeTruthy();
    cleanup();
    render(<AnswerCard session={sessionOf({ seatsLeft: 2 })} />);
    expect(screen.queryByText(/plass|venteliste/)).toBeNull();
  });

  test('asks nothing about a cancelled Saturday', () => {
    const { container } = render(<AnswerCard session={sessionOf({ status: 'cancelled' })} />);
    expect(container.textContent).toBe('');
  });

  test('keeps the answer on the phone without a network, and says so', async () => {
    render(<AnswerCard session={sessionOf()} />);
    tap('Vi kommer ikke');
    expect(await screen.findByText(/Svaret sendes av seg selv/)).toBeTruthy();
    expect(button('Angre svaret')).toBeNull();
  });
});

describe('how an answer stands', () => {
  test('not coming: a changed mind needs one tap, for whom the family most likely is', async () => {
    const fetched = serve(() => Response.json({}));
    answered('not_coming', { company: NO_HEADS });
    standing();
    tap('Vi kommer');
    await waitFor(() => expect(bodies(fetched, 'PUT')[0]?.company).toEqual(two));
  });

  test('on the waiting list: how many are before, and no second yes', () => {
    answered('waiting', { waitingBefore: 3 });
    standing();
    expect(screen.getByText(/Familier foran dere: 3/)).toBeTruthy();
    expect(button('Vi kommer')).toBeNull();
    expect(button('Endre')).toBeTruthy();
  });

  test('on the waiting list: room for some of them is a choice', () => {
    answered('waiting', { waitingBefore: 0, roomFor: 1 });
    standing();
    expect(screen.getByText(/Nå er det plass til 1 av dere/)).toBeTruthy();
    expect(button('Kom med færre')).toBeTruthy();
  });

  test('on the waiting list, but more than there is room for: says so, and counts nobody before them', () => {
    answered('waiting', { waitingBefore: 2, tooLarge: true });
    standing();
    expect(screen.getByText(/Dere er flere enn det er plass til denne dagen/)).toBeTruthy();
    expect(screen.queryByText(/Familier foran dere/)).toBeNull();
    expect(button('Kom med færre')).toBeTruthy();
    expect(button('Vi kommer ikke')).toBeTruthy();
  });

  test('on the waiting list: a reminder is offered as to all others, and no calendar yet', async () => {
    answered('waiting', { waitingBefore: 1 });
    standing();
    expect(await screen.findByText('Ønsker for dagen')).toBeTruthy();
    expect(screen.queryByText('Legg i kalenderen')).toBeNull();
  });

  test('not confirmed: no places yet, and what to do', async () => {
    answered('unconfirmed', { company: { ...two, parents: 12 } });
    standing();
    expect(screen.getByText(/Slå på påminnelser, legg inn e-post, eller ring oss/)).toBeTruthy();
    expect(button('Vi kommer')).toBeNull();
    expect(button('Endre')).toBeTruthy();
    expect(await screen.findByText('Legg til e-post')).toBeTruthy();
  });

  test('offered a seat: until when, by the clock of the hall', () => {
    answered('offered', { offerUntil: '2026-12-04T17:00:00Z' });
    standing();
    expect(screen.getByText(/Si ja før fredag 4. desember 18.00/)).toBeTruthy();
    expect(button('Ja, vi kommer')).toBeTruthy();
  });

  test('lapsed: may queue again, has nothing to decline', () => {
    answered('lapsed');
    standing();
    expect(button('Still i kø igjen')).toBeTruthy();
    expect(button('Vi kommer ikke')).toBeNull();
  });

  test('refused with 409: says why, and what stood before still stands', async () => {
    answered('not_coming');
    serve(() => problem(409, 'answer.closed'));
    standing();
    tap('Vi kommer');
    expect(await screen.findByText('Det er for sent å svare på denne dagen.')).toBeTruthy();
    expect(screen.getByText(/Takk for beskjed/)).toBeTruthy();
  });

  test('an answer refused while nobody looked is told even when the day was cancelled', () => {
    const refused = { status: 409, code: 'answer.closed' };
    showQueue([
      { key: 'k', url: '/api/sessions/se/answer', method: 'PUT', body: '{"coming":true}', at: 0, refused },
    ]);
    render(<Answering session={sessionOf({ status: 'cancelled' })} tapped={undefined} />);
    expect(screen.getByRole('alert').textContent).toContain('Svaret kom ikke fram: Det er for sent');
    expect(button('Vi kommer')).toBeNull();
  });
});

describe('the company dialog', () => {
  const open = (company: Company, onSave = vi.fn()) => {
    render(<CompanyDialog company={company} busy={false} onSave={onSave} onClose={() => undefined} />);
    return onSave;
  };

  test('cannot be saved with nobody in it', () => {
    const saved = open(NO_HEADS);
    tap('Færre: Barn');
    expect(screen.getByText('Velg hvem som kommer.')).toBeTruthy();
    tap('Lagre');
    expect(saved).not.toHaveBeenCalled();
  });

  test('stops at twenty of a kind, and saves what was counted', () => {
    const saved = open({ ...two, children: 19 });
    tap('Fler: Barn');
    tap('Fler: Barn');
    expect(screen.getByText('Til sammen: 21')).toBeTruthy();
    tap('Lagre');
    expect(saved).toHaveBeenCalledWith({ ...two, children: 20 });
  });
});

describe('wishes', () => {
  const write = (label: RegExp, value: string) =>
    fireEvent.input(screen.getByLabelText(label, { selector: 'textarea' }), { target: { value } });

  test('what is not said is not sent', async () => {
    const fetched = serve(() => Response.json({}));
    render(<Wishes session="se" wishes={undefined} />);
    expect(button('Slett ønskene')).toBeNull();
    write(/Mat vi ikke tåler/, ' nøtter ');
    write(/Hva hjelper/, '   ');
    tap('Lagre');
    await waitFor(() => expect(bodies(fetched, 'PUT')).toEqual([{ allergies: 'nøtter' }]));
  });

  test('what helps is kept as typed when consent is lacking, also over a reload', async () => {
    serve(() => problem(422, 'wishes.consent_needed'));
    const { unmount } = render(<Wishes session="se" wishes={undefined} />);
    write(/Hva hjelper/, 'غرفة هادئة');
    expect(screen.getByLabelText(/Hva hjelper/).getAttribute('dir')).toBe('auto');
    tap('Lagre');
    expect(await screen.findByText('Kryss av for at lederen kan lese dette.')).toBeTruthy();
    unmount();
    render(<Wishes session="se" wishes={undefined} />);
    expect((screen.getByLabelText(/Hva hjelper/) as HTMLTextAreaElement).value).toBe('غرفة هادئة');
  });
});

describe('while the Saturday goes on', () => {
  const minutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();
  const going = () => sessionOf({ startsAt: minutes(-30), endsAt: minutes(30) });

  test('says just come, and asks nothing', async () => {
    render(<AnswerCard session={going()} />);
    expect(await screen.findByText('Vi er i gang. Bare kom!')).toBeTruthy();
    expect(button('Vi kommer')).toBeNull();
  });

  test('an answer that came too late is no refusal', () => {
    const refused = { status: 409, code: 'answer.closed' };
    showQueue([
      { key: 'k', url: '/api/sessions/se/answer', method: 'PUT', body: '{"coming":true}', at: 0, refused },
    ]);
    render(<Answering session={going()} tapped={undefined} />);
    expect(screen.getByText('Vi er i gang. Bare kom!')).toBeTruthy();
    expect(screen.queryByText(/Svaret kom ikke fram/)).toBeNull();
  });

  test('nothing is asked when it is over', () => {
    render(
      <Answering session={sessionOf({ startsAt: minutes(-90), endsAt: minutes(-30) })} tapped={undefined} />,
    );
    expect(screen.queryByText('Vi er i gang. Bare kom!')).toBeNull();
    expect(button('Vi kommer')).toBeNull();
  });
});

test('with cookies blocked no family is made, and it is said', async () => {
  const fetched = serve(() => Response.json({}));
  vi.spyOn(navigator, 'cookieEnabled', 'get').mockReturnValue(false);
  render(<AnswerCard session={sessionOf()} />);
  tap('Vi kommer');
  expect(await screen.findByText(/Nettleseren sperrer informasjonskapsler/)).toBeTruthy();
  expect(bodies(fetched, 'PUT')).toEqual([]);
  vi.restoreAllMocks();
});
