import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Place } from '../../api/types';
import { showLanguage } from '../../i18n/i18n';
import { chosenPlace } from '../../state/place';
import { routeAt } from '../../state/route';
import { placeOf, sessionOf } from '../../testing/samples';
import { problem, serve } from '../../testing/server';
import PlacePage from '../place/page';
import { countdown, doorText } from '../place/session-facts';
import Home from './page';

let nr = 0;
/** Each test has a place of its own: what was read of a place stays for the next page. */
const served = (change: Partial<Place> = {}) => {
  const place = placeOf({ slug: `place${nr++}`, ...change });
  serve(() => Response.json(place));
  return place.slug;
};
const home = (slug: string | undefined) => {
  chosenPlace.value = slug;
  const route = routeAt('/nb');
  if (route) render(<Home route={route} />);
};
const placePage = (slug: string) => {
  const route = routeAt(`/nb/p/${slug}`);
  if (route) render(<PlacePage route={route} />);
};

beforeEach(async () => {
  localStorage.clear();
  serve();
  await showLanguage('nb');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('home', () => {
  test('is loading, then says that no Saturday is set up', async () => {
    home(served({ sessions: [] }));
    expect(screen.getByRole('heading', { name: 'Henter' })).toBeTruthy();
    expect(await screen.findByText('Ingen lørdager er satt opp ennå.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Vi kommer' })).toBeNull();
  });

  test('asks which place at the first visit, and remembers the one tapped', async () => {
    const place = placeOf({ slug: 'long', name: 'ڕۆژئاوای دەریاچەی گەورە'.repeat(4) });
    serve(url => Response.json(url === '/api/places' ? [place] : place));
    home(undefined);
    const name = await screen.findByText(place.name);
    expect(name.tagName).toBe('BDI');
    fireEvent.click(name);
    expect(await screen.findByRole('button', { name: 'Vi kommer' })).toBeTruthy();
    expect(chosenPlace.value).toBe('long');
  });

  test('says why a cancelled Saturday is off, and asks for no answer', async () => {
    const off = sessionOf({ status: 'cancelled', reason: 'illness', doorIsNew: true });
    home(served({ sessions: [off] }));
    expect(await screen.findByText(/Vi er syke/)).toBeTruthy();
    expect(screen.queryByText('Ny dør denne dagen')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Vi kommer' })).toBeNull();
  });

  test('says from when a Saturday was moved, and that the door is another', async () => {
    const door = { kind: 'street', name: 'Fabrikkgata', floor: 2, lift: true } as const;
    home(served({ sessions: [sessionOf({ movedFrom: '2026-11-28T10:30:00Z', doorIsNew: true, door })] }));
    expect(await screen.findByText('Flyttet fra lørdag 28. november 11.30')).toBeTruthy();
    expect(screen.getByText('Ny dør denne dagen')).toBeTruthy();
    expect(screen.getByText('Inngang fra Fabrikkgata · 2. etasje · Det er heis')).toBeTruthy();
  });
});

describe('a place', () => {
  test('that is not there says so, and leads home', async () => {
    serve(() => problem(404, 'not_found'));
    placePage('nowhere');
    expect(await screen.findByRole('heading', { name: 'Vi finner ikke det du leter etter.' })).toBeTruthy();
    expect(screen.getByRole('link').getAttribute('href')).toBe('/nb');
    expect(chosenPlace.value).not.toBe('nowhere');
  });

  test('without a network says that, not that it is not there', async () => {
    placePage('unreached');
    expect(await screen.findByRole('heading', { name: /Du er ikke på nett/ })).toBeTruthy();
  });

  test('asks about the first Saturday that is open, and lists the cancelled one', async () => {
    const off = sessionOf({ id: 'off', status: 'cancelled', startsAt: '2026-11-28T10:30:00Z' });
    placePage(served({ sessions: [off, sessionOf()] }));
    expect(await screen.findByRole('button', { name: 'Vi kommer' })).toBeTruthy();
    const listed = screen.getByText('Avlyst').closest('a');
    expect(listed?.getAttribute('href')).toBe('/nb/s/off');
    expect(screen.getAllByText(/lørdag 5. desember/)).toHaveLength(1);
  });

  test('writes its phone number from left to right within any language', async () => {
    placePage(served());
    const call = await screen.findByRole('link', { name: /^Ring/ });
    expect(call.textContent).toContain('\u206667 17 48 80\u2069');
    expect(call.getAttribute('href')).toBe('tel:+4767174880');
  });
});

test('days are counted by the calendar of the hall, not by the hours between', () => {
  const late = new Date('2026-12-04T22:30:00Z'); // 23.30 in the hall
  expect(countdown('2026-12-05T10:30:00Z', late)).toBe('I morgen');
  expect(countdown('2026-12-05T10:30:00Z', new Date('2026-12-04T23:30:00Z'))).toBe('I dag');
  expect(countdown('2026-12-05T10:30:00Z', new Date('2026-12-06T10:30:00Z'))).toBe('Denne dagen er over.');
});

test('facts beside Arabic digits are parted by a comma, for a dot reads as a zero', async () => {
  await showLanguage('ar');
  expect(doorText({ kind: 'main', name: '', floor: 2, lift: true })).toContain('، ');
});
