import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SeasonPlan } from '../../../api/types';
import { needTexts, showLanguage } from '../../../i18n/i18n';
import { problem, serve } from '../../../testing/server';
import { Draft } from './draft';
import { Paste } from './paste';
import { TasksOf } from './tasks';

const day = (date: string): SeasonPlan['dates'][number] => ({
  session: date,
  date,
  from: '11:30',
  to: '13:30',
  status: 'open',
  seatsTaken: 0,
  families: 0,
  notes: [],
  tasks: [],
});
const plan = (version: number, ...dates: string[]): SeasonPlan => ({
  id: 'se',
  place: 'drammen',
  year: 2027,
  half: 'spring',
  status: 'draft',
  closed: false,
  version,
  dates: dates.map(day),
  skipped: [],
  tasks: [{ task: 'waffles', hands: 4 }],
  goals: [],
  goalText: '',
});

/** The editor as its page holds it. */
function Held({ start }: { start: SeasonPlan }) {
  const [now, setNow] = useState(start);
  return <Draft plan={now} onPlan={setNow} />;
}

beforeEach(async () => {
  sessionStorage.clear();
  serve();
  await showLanguage('nb');
  await needTexts('staff.season');
});
afterEach(cleanup);

describe('a draft', () => {
  const remove = (date: string) => fireEvent.click(screen.getByRole('button', { name: `Ta bort: ${date}` }));
  const days = () => screen.getAllByRole('heading', { level: 3 }).map(each => each.textContent);

  test('that another organiser saved meanwhile loses nothing (F21)', async () => {
    const newer = plan(2, '2027-01-09', '2027-02-06', '2027-03-06');
    serve((url, { method }) => {
      if (method === 'PUT') return problem(412, 'season.changed');
      return url.endsWith('/seasons/se') ? Response.json(newer) : undefined;
    });
    render(<Held start={plan(1, '2027-01-09', '2027-02-06')} />);
    remove('lørdag 9. januar');
    fireEvent.click(screen.getByRole('button', { name: 'Lagre utkastet' }));
    expect(await screen.findByText('Lagt til: lørdag 6. mars')).toBeTruthy();
    await waitFor(() => expect(days()).toEqual(['lørdag 6. februar', 'lørdag 6. mars']));
    expect(screen.getByText('Endringene er ikke lagret ennå.')).toBeTruthy();
  });

  test('survives a reload while it is not saved', () => {
    const { unmount } = render(<Held start={plan(1, '2027-01-09', '2027-02-06')} />);
    remove('lørdag 6. februar');
    unmount();
    render(<Held start={plan(1, '2027-01-09', '2027-02-06')} />);
    expect(days()).toEqual(['lørdag 9. januar']);
    fireEvent.click(screen.getByRole('button', { name: 'Forkast endringene' }));
    expect(days()).toEqual(['lørdag 9. januar', 'lørdag 6. februar']);
  });

  test('says before publishing which dates to look at', () => {
    const odd = plan(1, '2027-01-09', '2027-03-27');
    render(
      <Held
        start={{ ...odd, dates: odd.dates.map((each, i) => (i ? { ...each, notes: ['easter'] } : each)) }}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Publiser sesongen' }));
    expect(screen.getByText('Se på disse datoene først:')).toBeTruthy();
    expect(screen.getByText(/lørdag 27\. mars: Påske/)).toBeTruthy();
    expect(screen.getByText(/Familiene ser 2 lørdager/)).toBeTruthy();
  });
});

describe('pasted dates', () => {
  test('show what is understood while one writes, and add what is new', async () => {
    const add = vi.fn();
    serve((_, { body }) =>
      Response.json(
        String(body).includes('26. jan')
          ? {
              dates: [
                { date: '2027-01-26', notes: ['not_saturday'] },
                { date: '2027-02-06', notes: [] },
              ],
              unread: ['sankthans'],
            }
          : { dates: [], unread: [] },
      ),
    );
    render(<Paste plan={plan(1)} known={new Set(['2027-02-06'])} onAdd={add} />);
    fireEvent.input(screen.getByLabelText('Skriv eller lim inn datoer'), {
      target: { value: '26. jan, 6.2, sankthans' },
    });
    expect(await screen.findByText(/Ikke en lørdag/)).toBeTruthy();
    expect(screen.getByText(/«sankthans»/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Legg til 1 dato' }));
    expect(add).toHaveBeenCalledWith(['2027-01-26']);
  });
});

test('hands below those taken are refused with the number', async () => {
  serve((_, { method }) =>
    method === 'PATCH'
      ? Response.json(
          {
            type: 'about:blank',
            title: 'x',
            status: 409,
            code: 'season.hands',
            fields: [{ field: 'tasks.waffles', rule: '3' }],
          },
          { status: 409 },
        )
      : undefined,
  );
  render(<TasksOf plan={plan(1, '2027-01-09')} date="2027-01-09" onPlan={vi.fn()} />);
  fireEvent.click(screen.getByRole('button', { name: 'Færre: Steke vafler' }));
  fireEvent.click(screen.getByRole('button', { name: 'Lagre' }));
  expect(await screen.findByText('Frivillige har allerede tatt vakter. Minste antall er 3.')).toBeTruthy();
});
