import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CertificateState, Shift, VolunteerFile, VolunteerRow } from '../../../api/types';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { sessionOf } from '../../../testing/samples';
import { problem, serve } from '../../../testing/server';
import { Certificate } from './certificate';
import Certificates from './certificates';
import { Hands } from './hands';
import Volunteers from './volunteers';
import { hoursOf } from './words';

const row = (change: Partial<VolunteerRow> = {}): VolunteerRow => ({
  id: 'v',
  name: 'Kari',
  email: 'kari@example.org',
  lang: 'nb',
  speaks: [],
  tasks: [],
  minutesSeason: 0,
  minutesYear: 0,
  certificates: [],
  ...change,
});
const shift = (change: Partial<Shift> = {}): Shift => ({
  id: 'sh',
  session: sessionOf(),
  place: 'drammen',
  placeName: 'Drammen',
  task: 'waffles',
  startsAt: '2026-12-05T10:00:00Z',
  endsAt: '2026-12-05T12:30:00Z',
  needed: 2,
  open: 1,
  mine: false,
  partners: [],
  ...change,
});
const known = (change: Partial<CertificateState> = {}): CertificateState => ({
  task: 'welcome',
  needed: true,
  state: 'asked',
  askedOn: '2026-10-01',
  ...change,
});

beforeEach(async () => {
  serve();
  await showLanguage('nb');
  await needTexts('staff.volunteer');
});
afterEach(cleanup);

describe('the list', () => {
  const search = (value: string) =>
    fireEvent.input(screen.getByLabelText('Søk etter navn'), { target: { value } });

  test('says that nobody is there, and otherwise that nobody bears the name', async () => {
    const fetched = serve(() => Response.json({ volunteers: [] }));
    render(<Volunteers slug="drammen" />);
    expect(await screen.findByText('Ingen frivillige ennå.')).toBeTruthy();
    search(' åse ');
    expect(await screen.findByText('Ingen frivillige har det navnet.')).toBeTruthy();
    await waitFor(() =>
      expect(fetched.mock.calls.at(-1)?.[0]).toBe('/api/places/drammen/volunteers?q=%C3%A5se'),
    );
  });

  test('without a network offers another try, which shows them', async () => {
    render(<Volunteers slug="drammen" />);
    const again = await screen.findByRole('button', { name: 'Prøv igjen' });
    serve(() => Response.json({ volunteers: [row({ name: '' })] }));
    fireEvent.click(again);
    const link = await screen.findByRole('link', { name: 'Uten navn' });
    expect(link.getAttribute('href')).toBe('/nb/team/drammen/people/volunteers/v');
  });

  test('grows by a page, and keeps what is shown when the next page is refused', async () => {
    let refuse = true;
    serve(url => {
      if (!url.includes('after=c1')) return Response.json({ volunteers: [row()], next: 'c1' });
      return refuse ? problem(422, 'cursor') : Response.json({ volunteers: [row({ id: 'w', name: 'علي' })] });
    });
    render(<Volunteers slug="drammen" />);
    const more = await screen.findByRole('button', { name: 'Vis flere' });
    fireEvent.click(more);
    expect(await screen.findByText('Lista har endret seg. Søk på nytt.')).toBeTruthy();
    expect(screen.getByText('Kari')).toBeTruthy();
    refuse = false;
    fireEvent.click(more);
    expect((await screen.findByText('علي')).tagName).toBe('BDI');
    expect(screen.queryByRole('button', { name: 'Vis flere' })).toBeNull();
  });
});

describe('shifts of a volunteer', () => {
  const file = (...shifts: Shift[]): VolunteerFile => ({ volunteer: row(), shifts, held: [] });
  const show = (...shifts: Shift[]) => {
    const read: true[] = [];
    render(<Hands file={file(...shifts)} onChange={() => read.push(true)} />);
    return read;
  };

  test('one that became full meanwhile: says so, and reads how it is now', async () => {
    serve(() => problem(409, 'shift.full'));
    const read = show(shift());
    fireEvent.click(screen.getByRole('button', { name: /^Sett på vakta: Steke vafler/, hidden: true }));
    expect(await screen.findByText('Fullt')).toBeTruthy();
    expect(read).toHaveLength(1);
  });

  test('a blocked one cannot be tapped and says why; one that is had is given off', async () => {
    const fetched = serve(() => new Response(null, { status: 204 }));
    const read = show(shift({ blocked: 'certificate' }), shift({ id: 'mine', mine: true }));
    expect(screen.getByText('Politiattest må vises først')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /vakta/, hidden: true }));
    await waitFor(() => expect(read).toHaveLength(1));
    const [url, init] = fetched.mock.calls.at(-1) ?? [];
    expect([url, init?.method]).toEqual(['/api/shifts/mine/hands/v', 'DELETE']);
  });
});

describe('certificates', () => {
  const path = { place: 'drammen', volunteer: 'v', task: 'welcome' } as const;
  const show = (state: CertificateState) =>
    render(<Certificate known={state} path={path} onChange={() => undefined} />);

  test('asked after it was shown, the next thing is that it is shown again', () => {
    const { unmount } = show(known({ state: 'out', shownOn: '2026-01-01' }));
    expect(screen.getByRole('button', { name: 'Attesten er vist: Ta imot' })).toBeTruthy();
    unmount();
    show(known({ state: 'out', askedOn: '2022-01-01', shownOn: '2022-02-01' }));
    expect(screen.getByRole('button', { name: 'Vi har spurt på nytt: Ta imot' })).toBeTruthy();
  });

  test('a date that is refused stays typed, and an empty reader is not sent', async () => {
    const fetched = serve(() => problem(422, 'certificate_date'));
    show(known());
    fireEvent.click(screen.getByRole('button', { name: /Attesten er vist/ }));
    const on = screen.getByLabelText('Vist den') as HTMLInputElement;
    fireEvent.input(on, { target: { value: '2026-11-01' } });
    fireEvent.submit(on.closest('form') as HTMLFormElement);
    expect(await screen.findByText('Dagen har ikke vært ennå.')).toBeTruthy();
    expect(on.value).toBe('2026-11-01');
    expect(fetched.mock.calls.at(-1)?.[1]?.body).toBe('{"on":"2026-11-01"}');
  });

  test('the register shows what needs somebody first, and nothing of who was not asked', async () => {
    const line = (id: string, state: CertificateState['state']) => ({
      volunteer: id,
      name: id,
      certificate: known({ state, shownOn: '2026-01-01', validUntil: '2026-12-01' }),
    });
    serve(() => Response.json([line('ok', 'shown'), line('gone', 'out'), line('free', 'none')]));
    render(<Certificates slug="drammen" />);
    await screen.findByText('gone');
    expect(screen.getAllByRole('link').map(link => link.textContent)).toEqual(['gone', 'ok']);
  });
});

test('hours are written without minutes when there are none', () => {
  expect([hoursOf(150), hoursOf(0)]).toEqual(['2 t 30 min', '0 t']);
});
