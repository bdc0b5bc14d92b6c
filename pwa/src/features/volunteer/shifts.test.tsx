import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Shift } from '../../api/types';
import { needTexts, showLanguage } from '../../i18n/i18n';
import { toast } from '../../state/toast';
import { problem, serve } from '../../testing/server';
import { MyShift } from './my-shifts';
import { lackingDays } from './open-days';
import { OpenShift } from './open-shift';
import { shifts } from './volunteer';

const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
const shift = (change: Partial<Shift> = {}): Shift => ({
  id: 'sh',
  session: {
    id: 'se',
    startsAt: hours(24),
    endsAt: hours(26),
    status: 'open',
    door: { kind: 'main', name: '', lift: false },
    revision: 1,
  },
  place: 'drammen',
  placeName: 'Drammen',
  task: 'waffles',
  startsAt: hours(24),
  endsAt: hours(26),
  needed: 2,
  open: 1,
  mine: false,
  partners: [],
  ...change,
});

beforeEach(async () => {
  serve();
  await showLanguage('nb');
  await needTexts('volunteer');
});
afterEach(cleanup);

test('a full day asks nobody for anything', () => {
  const full = shift({ id: 'full', open: 0, session: { ...shift().session, id: 'other' } });
  const mine = shift({ id: 'mine', mine: true });
  expect(lackingDays([shift(), full, mine]).map(day => day.map(one => one.id))).toEqual([['sh']]);
});

describe('OpenShift', () => {
  test('says who was quicker, and shows how it is now', async () => {
    serve((_, { method }) =>
      method === 'PUT' ? problem(409, 'shift.full') : Response.json([shift({ open: 0, blocked: 'full' })]),
    );
    render(<OpenShift shift={shift()} />);
    fireEvent.click(screen.getByRole('button', { name: /Ta vakta/ }));
    expect(await screen.findByText('Noen andre tok den siste plassen.')).toBeTruthy();
    await waitFor(() => expect(shifts.value?.[0]?.blocked).toBe('full'));
  });

  test('says why a shift cannot be taken', () => {
    render(<OpenShift shift={shift({ blocked: 'certificate' })} />);
    expect(screen.getByText(/krever at du har vist politiattest/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('MyShift', () => {
  const giveBack = () => screen.getAllByRole('button', { name: 'Gi tilbake' });
  const serveGiveBack = (organiserTold: boolean) =>
    serve((_, { method }) => Response.json(method === 'DELETE' ? shift({ organiserTold }) : []));

  test('in good time it is given back at once', async () => {
    serveGiveBack(false);
    render(<MyShift shift={shift({ mine: true, lateAfter: hours(1) })} />);
    fireEvent.click(giveBack()[0] as HTMLElement);
    await waitFor(() => expect(toast.value).toBe('Vakta er gitt tilbake.'));
  });

  test('late, the volunteer knows beforehand that the organiser is told', async () => {
    const fetched = serveGiveBack(true);
    render(<MyShift shift={shift({ mine: true, lateAfter: hours(-1) })} />);
    fireEvent.click(giveBack()[0] as HTMLElement);
    expect(screen.getByText(/Det er kort tid igjen/)).toBeTruthy();
    expect(fetched).not.toHaveBeenCalled();
    fireEvent.click(giveBack()[1] as HTMLElement);
    await waitFor(() => expect(toast.value).toContain('Vi har sagt fra'));
  });
});
