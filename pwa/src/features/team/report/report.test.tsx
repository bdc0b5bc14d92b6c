import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TeamPlace } from '../../../api/types';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { problem, serve } from '../../../testing/server';
import { team } from '../team';
import { Close } from './close';
import ReportPage from './page';
import type { Season } from './report';
import Retention from './retention';
import { ReportSection } from './section';
import { Written } from './written';

const place: TeamPlace = {
  slug: 'drammen',
  name: 'Drammen',
  timeZone: 'Europe/Oslo',
  roles: ['organiser'],
  languages: [],
};
const chosen = { place: 'drammen', year: 2026 };
const text = { section: 'plans', text: 'Mer sang.', version: 4 } as const;
const season: Season = { id: 's', place: 'drammen', year: 2026, half: 'autumn', over: false };
const nothing = () => undefined;

beforeEach(async () => {
  sessionStorage.clear();
  serve();
  await showLanguage('nb');
  await needTexts('staff.report');
});
afterEach(() => {
  cleanup();
  team.value = undefined;
});

describe('the page', () => {
  const empty = { title: 'Rapport: Drammen', years: [2025, 2026], seasons: [], sections: [] };

  test('is loading, then says that there is nothing to report', async () => {
    serve(() => Response.json(empty));
    render(<ReportPage place={place} rest={[]} />);
    expect(screen.getByText('Henter')).toBeTruthy();
    expect(await screen.findByText('Det er ingen samlinger her ennå.')).toBeTruthy();
  });

  test('without a network takes nothing along and closes nothing', async () => {
    render(<ReportPage place={place} rest={[]} />);
    expect(await screen.findByText(/Du er ikke på nett/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'PDF' })).toBeNull();
  });

  test('the files are of what is chosen, and all years have no half', async () => {
    serve(() => Response.json(empty));
    render(<ReportPage place={place} rest={[]} />);
    const pdf = async () => (await screen.findByRole('link', { name: 'PDF' })).getAttribute('href');
    await pdf();
    const choose = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    choose('År', '2026');
    choose('Del av året', 'autumn');
    expect(await pdf()).toBe('/api/report/report.pdf?place=drammen&year=2026&season=autumn&lang=nb');
    choose('År', '');
    expect(await pdf()).toBe('/api/report/report.pdf?place=drammen&lang=nb');
    expect(screen.queryByLabelText('Sted')).toBeNull();
  });
});

describe('what the organisers write', () => {
  const write = () => {
    fireEvent.click(screen.getByRole('button', { name: /^Skriv: / }));
    const area = screen.getByLabelText('Hva er det viktigste, og hva nå?') as HTMLTextAreaElement;
    fireEvent.input(area, { target: { value: 'Mer dans.' } });
    return area;
  };
  const save = (area: HTMLElement) => fireEvent.submit(area.closest('form') as HTMLFormElement);

  test('is saved over the version that was read', async () => {
    const fetched = serve(() => Response.json({ ...text, version: 5 }));
    render(<Written text={text} chosen={chosen} onChange={nothing} />);
    const area = write();
    expect(screen.getByText('Ikke lagret ennå.')).toBeTruthy();
    save(area);
    await waitFor(() => expect(screen.queryByText('Ikke lagret ennå.')).toBeNull());
    const put = fetched.mock.calls.at(-1)?.[1];
    expect(new Headers(put?.headers).get('if-match')).toBe('"v4"');
    expect(JSON.parse(String(put?.body))).toEqual({ year: 2026, section: 'plans', text: 'Mer dans.' });
  });

  test.each([
    [412, 'report.changed', /Noen andre har skrevet her nå/],
    [409, 'report.closed', 'Rapporten er lukket.'],
    [428, 'if_match.missing', /Noe gikk galt hos oss/],
  ])('refused with %i %s is kept as typed, and open again after a reload', async (status, code, words) => {
    serve(() => problem(status, code));
    const { unmount } = render(<Written text={text} chosen={chosen} onChange={nothing} />);
    save(write());
    expect(await screen.findByText(words)).toBeTruthy();
    unmount();
    render(<Written text={text} chosen={chosen} onChange={nothing} />);
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('Mer dans.');
  });
});

describe('closing a season', () => {
  test('waits until it is over', () => {
    render(<Close season={season} onChange={nothing} />);
    expect(screen.getByText(/kan lukkes når siste samling er over/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('needs a second tap, and says when the server finds it too early', async () => {
    const fetched = serve(() => problem(409, 'report.early'));
    render(<Close season={{ ...season, over: true }} onChange={nothing} />);
    fireEvent.click(screen.getByRole('button'));
    expect(fetched).not.toHaveBeenCalled();
    fireEvent.click(screen.getAllByRole('button', { name: /^Lukk rapporten/ })[1] as HTMLElement);
    expect(await screen.findByText(/En samling er ikke over/)).toBeTruthy();
  });

  test('is done once', () => {
    render(<Close season={{ ...season, over: true, closedAt: '2026-12-20T10:00:00Z' }} onChange={nothing} />);
    expect(screen.getByText(/ble lukket søndag 20. desember 2026/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('a section', () => {
  const rows = [
    { key: 'ar', label: 'العربية', values: [{ n: 10, text: '10' }] },
    { key: 'so', label: 'Soomaali', values: [{ text: 'få (vises ikke)' }] },
  ];
  const table = { key: 'languages', title: 'Språk', head: ['Språk', 'Familier'], bars: true, rows };

  test('has no heading when there is nothing to say', () => {
    const section = { key: 'plans', title: 'Planer', lines: [], tables: [] };
    const { container } = render(<ReportSection section={section} chosen={chosen} onChange={nothing} />);
    expect(container.textContent).toBe('');
  });

  test('draws no length of a number that is not told', () => {
    const section = { key: 'results', title: 'Resultater', lines: [], tables: [table] };
    const { container } = render(<ReportSection section={section} chosen={chosen} onChange={nothing} />);
    const bars = Array.from(
      container.querySelectorAll<HTMLElement>('tbody [aria-hidden]'),
      bar => bar.style.inlineSize,
    );
    expect(bars).toEqual(['100%', '0%']);
    expect(screen.getByText('العربية').tagName).toBe('BDI');
    expect(screen.getByText('få (vises ikke)')).toBeTruthy();
  });
});

describe('what is deleted, and when', () => {
  const rules = (mayAllow: boolean) => [
    { kind: 'families', keep: 24, unit: 'months', stopped: { since: '2026-11-21T09:00:00Z', mayAllow } },
    { kind: 'answers', keep: 24, unit: 'months' },
  ];

  test('says that too much was due at once, and only who organises all places lets it go on', async () => {
    serve(() => Response.json(rules(false)));
    render(<Retention place={place} />);
    expect(await screen.findByText(/Uvanlig mye .* 21\. november 2026: Familier/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'La det slettes' })).toBeNull();
  });

  test('is allowed after a second tap, and read anew', async () => {
    let allowed = false;
    serve((url, { method }) => {
      if (method !== 'POST') return Response.json(allowed ? [] : rules(true));
      allowed = url.endsWith('/api/places/drammen/retention/families/allow');
      return new Response(null, { status: 204 });
    });
    render(<Retention place={place} />);
    fireEvent.click(await screen.findByRole('button', { name: 'La det slettes' }));
    const [, sure] = screen.getAllByRole('button', { name: 'La det slettes' });
    fireEvent.click(sure as HTMLElement);
    await waitFor(() => expect(screen.queryByText(/Uvanlig mye/)).toBeNull());
  });
});
