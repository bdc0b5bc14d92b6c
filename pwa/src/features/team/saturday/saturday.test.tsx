import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { problem, serve } from '../../../testing/server';
import { AskForHands } from './ask';
import { Decisions } from './decisions';
import { Helps } from './helps';
import SaturdayPage from './page';
import type { Saturday } from './saturday';

const saturday = (change: Partial<Saturday> = {}): Saturday => ({
  session: {
    id: 'se',
    startsAt: '2026-11-28T10:30:00Z',
    endsAt: '2026-11-28T12:30:00Z',
    status: 'open',
    door: { kind: 'main', name: '', lift: false },
    revision: 0,
  },
  asOf: '2026-11-27T09:42:00Z',
  over: false,
  organises: true,
  helpsFrom: '2026-11-26T23:00:00Z',
  families: { coming: 2, waiting: 0, tooLarge: 0, offered: 0, notComing: 1 },
  coming: { children: 2, young: 1, parents: 3, siblings: 0, supporters: 0, staff: 0 },
  seatsTaken: 6,
  languages: [],
  interpreters: [],
  allergies: [],
  helps: 1,
  shifts: [],
  ...change,
});
const place = { slug: 'drammen', name: 'Drammen', timeZone: 'Europe/Oslo', roles: [], languages: [] };

/** A stream that says what the test lets it say. */
let stream: EventTarget | undefined;
class Stream extends EventTarget {
  constructor() {
    super();
    stream = this;
  }
  close(): void {}
}

beforeEach(async () => {
  stream = undefined;
  vi.stubGlobal('EventSource', Stream);
  serve();
  await showLanguage('nb');
  await needTexts('staff.saturday');
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('the screen', () => {
  const show = () => render(<SaturdayPage place={place} rest={[]} />);
  const change = () => waitFor(() => expect(stream?.dispatchEvent(new Event('changed'))).toBe(true));

  test('shows what changed, and keeps it with its time when there is no network', async () => {
    let heads = 2;
    serve(() =>
      heads ? Response.json(saturday({ coming: { ...saturday().coming, children: heads } })) : undefined,
    );
    show();
    expect(await screen.findByText('6 kommer nå')).toBeTruthy();
    heads = 4;
    await change();
    expect(await screen.findByText('8 kommer nå')).toBeTruthy();
    heads = 0;
    await change();
    expect(await screen.findByText('Ingen kontakt akkurat nå. Slik var det kl. 10.42.')).toBeTruthy();
    expect(screen.getByText('8 kommer nå')).toBeTruthy();
  });

  test('says when no Saturday is planned, and where to plan one', async () => {
    serve(() => problem(404, 'saturday.none'));
    show();
    expect(await screen.findByText('Ingen lørdag er satt opp.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Planlegg sesongen' }).getAttribute('href')).toContain(
      '/team/drammen/season',
    );
  });

  test('shows an instructor numbers, languages and needs, and nothing to decide', async () => {
    serve(() => Response.json(saturday({ organises: false })));
    show();
    expect(await screen.findByRole('heading', { name: 'Hva hjelper barna' })).toBeTruthy();
    for (const name of ['Dette trenger deg', 'Vakter', 'Påminnelser', 'Vafler'])
      expect(screen.queryByRole('heading', { name })).toBeNull();
  });
});

describe('what needs the organiser', () => {
  test('is named: languages without a speaker, open shifts, people who cannot be told', () => {
    const shift = {
      id: 'sh',
      task: 'waffles',
      startsAt: '',
      endsAt: '',
      needed: 3,
      taken: 1,
      open: 2,
    } as const;
    const reminders = { sent: 0, waiting: 0, failed: 0, unreachable: 1 };
    const interpreters = [
      { lang: 'ti', families: 1, speakers: 0 },
      { lang: 'prs', families: 1, speakers: 2 },
    ] as const;
    render(
      <Decisions
        saturday={saturday({
          interpreters: [...interpreters],
          shifts: [shift],
          reminders,
          families: { ...saturday().families, waiting: 2, tooLarge: 1 },
        })}
        place="drammen"
      />,
    );
    expect(screen.getAllByRole('link').map(link => link.textContent)).toEqual([
      'Mangler tolk: tigrinja',
      '2 ledige vakter',
      'Noen på ventelisten er flere enn det er plass til. De ser at de kan komme med færre, og andre kan gå forbi. Du kan gi lørdagen flere plasser.',
      '1 familie får ikke beskjed på telefon eller e-post',
    ]);
  });

  test('is nothing when all is in place', () => {
    render(<Decisions saturday={saturday()} place="drammen" />);
    expect(screen.getByText('Alt er på plass.')).toBeTruthy();
  });
});

describe('asking for hands', () => {
  const partner = { id: 'rk', name: 'Røde Kors', empty: 1 };
  const shift = {
    id: 'sh',
    task: 'waffles',
    startsAt: '2026-11-28T10:30:00Z',
    endsAt: '2026-11-28T12:30:00Z',
    needed: 3,
    taken: 1,
    open: 2,
    partners: [partner],
  } as const;
  const show = (change: Partial<Saturday>) =>
    render(
      <AskForHands
        saturday={saturday({ shifts: [{ ...shift, partners: [partner] }], ...change })}
        place="drammen"
      />,
    );
  const buttons = () => screen.queryAllByRole('button').map(button => button.textContent);

  test('offers all volunteers and each partner with empty slots, and shows first whom it reaches', async () => {
    const fetched = serve(() => Response.json({ families: {}, volunteers: {}, languages: [] }));
    show({});
    expect(buttons()).toEqual(['Spør alle frivillige', 'Spør Røde Kors']);
    fireEvent.click(screen.getByRole('button', { name: 'Spør Røde Kors' }));
    await waitFor(() => {
      const [url, init] = fetched.mock.calls.at(-1) ?? [];
      expect(url).toBe('/api/places/drammen/announcements/preview');
      expect(JSON.parse(String(init?.body))).toEqual({
        kind: 'hands',
        audience: 'partner',
        partner: 'rk',
        session: 'se',
        texts: [],
      });
    });
  });

  test('becomes thanks afterwards, and nothing when it is cancelled', () => {
    const { unmount } = show({ over: true });
    expect(buttons()).toEqual(['Takk de frivillige']);
    unmount();
    show({ session: { ...saturday().session, status: 'cancelled' } });
    expect(buttons()).toEqual([]);
  });
});

describe('what helps the children', () => {
  const coming = saturday().coming;
  const open = () => fireEvent.click(screen.getByRole('button', { name: 'Åpne og les' }));

  test('is a number until it is opened, and gone when the screen is left (P2)', async () => {
    const fetched = serve(() =>
      Response.json([{ text: 'et rolig rom', family: 'Tiger', company: coming, lang: 'prs' }]),
    );
    render(<Helps saturday={saturday()} />);
    expect(screen.getByText('1 familie har skrevet hva som hjelper barnet.')).toBeTruthy();
    expect(fetched).not.toHaveBeenCalled();
    open();
    expect(await screen.findByText('et rolig rom')).toBeTruthy();
    expect(screen.getByText(/Familie på 6, dari/)).toBeTruthy();
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(screen.queryByText('et rolig rom')).toBeNull());
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.toContain('rolig');
  });

  test('cannot be opened before the day before, nor afterwards', () => {
    const { rerender } = render(<Helps saturday={saturday({ helpsFrom: '2026-11-28T23:00:00Z' })} />);
    expect(screen.getByText('Kan åpnes fra søndag 29. november.')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    rerender(<Helps saturday={saturday({ over: true })} />);
    expect(screen.getByText('Dagen er over, og teksten er slettet.')).toBeTruthy();
  });

  test('says why when the server refuses', async () => {
    serve(() => problem(409, 'helps.not_now'));
    render(<Helps saturday={saturday()} />);
    open();
    expect(await screen.findByText(/Dette kan åpnes fra dagen før/)).toBeTruthy();
  });
});
