import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem, Offline } from '../api/client';
import { showLanguage } from '../i18n/i18n';
import { serve } from '../testing/server';
import { Waiting } from '../ui/waiting';
import { type Manner, STALE, useReading } from './reading';

type Settle = { resolve(value: string): void; reject(error: unknown): void };
let asked: (Settle & { key: string })[];

function Shows({ name, ...manner }: { name: string } & Manner<string>) {
  const reading = useReading(
    name,
    () => new Promise<string>((resolve, reject) => asked.push({ key: name, resolve, reject })),
    manner,
  );
  return (
    <>
      <Waiting of={reading} />
      <p data-testid="shown">{reading.value}</p>
      <button type="button" onClick={() => reading.show('written')}>
        write
      </button>
    </>
  );
}

const shown = () => screen.getByTestId('shown').textContent;
const answer = (nr: number, value: string) => act(async () => asked[nr]?.resolve(value));
const fail = (nr: number, error: unknown) => act(async () => asked[nr]?.reject(error));
const retry = () => screen.queryByRole('button', { name: 'Prøv igjen' });

beforeEach(async () => {
  asked = [];
  serve();
  await showLanguage('nb');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('what a page reads', () => {
  test('is loading, then shown', async () => {
    render(<Shows name="a" />);
    expect(screen.getByText('Henter')).toBeTruthy();
    await answer(0, 'one');
    expect(shown()).toBe('one');
    expect(screen.queryByText('Henter')).toBeNull();
  });

  test('says why it failed, and is read again by a tap', async () => {
    render(<Shows name="a" />);
    await fail(0, new ApiProblem(404, { code: 'not_found' }));
    expect(screen.getByRole('alert').textContent).not.toBe('');
    fireEvent.click(retry() as HTMLElement);
    await waitFor(() => expect(asked).toHaveLength(2));
    await answer(1, 'one');
    expect(shown()).toBe('one');
    expect(screen.getByRole('alert').textContent).toBe('');
  });

  test('is read again by itself when the network is back', async () => {
    render(<Shows name="a" />);
    await fail(0, new Offline());
    expect(retry()).toBeTruthy();
    dispatchEvent(new Event('online'));
    await answer(1, 'one');
    expect(shown()).toBe('one');
    dispatchEvent(new Event('online'));
    expect(asked).toHaveLength(2);
  });

  test('stays while a newer one is on its way or cannot be had', async () => {
    const { rerender } = render(<Shows name="a" />);
    await answer(0, 'one');
    rerender(<Shows name="b" />);
    await waitFor(() => expect(asked[1]?.key).toBe('b'));
    expect(shown()).toBe('one');
    await fail(1, new Offline());
    expect(shown()).toBe('one');
    expect(retry()).toBeTruthy();
  });

  test('is of the last one asked for, and of a write that came later', async () => {
    const { rerender } = render(<Shows name="a" />);
    rerender(<Shows name="b" />);
    await waitFor(() => expect(asked).toHaveLength(2));
    await answer(1, 'new');
    await answer(0, 'old');
    expect(shown()).toBe('new');
    rerender(<Shows name="c" />);
    await waitFor(() => expect(asked).toHaveLength(3));
    fireEvent.click(screen.getByText('write'));
    await answer(2, 'older than the write');
    expect(shown()).toBe('written');
  });
});

describe('a reading that differs', () => {
  const times = (n: number) => waitFor(() => expect(asked).toHaveLength(n));
  const stale = () => act(async () => void dispatchEvent(new Event(STALE)));

  test('is read anew when it may be out of date, and does not wait for one whose line is dead', async () => {
    render(<Shows name="a" />);
    await stale();
    await times(2);
    await answer(1, 'two');
    await answer(0, 'one');
    expect(shown()).toBe('two');
  });

  test('that the page builds on is read anew only when the page asks', async () => {
    render(<Shows name="a" steady />);
    await answer(0, 'one');
    await stale();
    expect(asked).toHaveLength(1);
  });

  test('is not asked for while the question makes no sense, whatever happens', async () => {
    const { rerender } = render(<Shows name="a" off />);
    await stale();
    expect(asked).toHaveLength(0);
    rerender(<Shows name="a" off={false} />);
    await times(1);
  });

  test('is asked for when the typing has paused', async () => {
    const { rerender } = render(<Shows name="a" pause={30} />);
    rerender(<Shows name="ab" pause={30} />);
    expect(asked).toHaveLength(0);
    await times(1);
    expect(asked[0]?.key).toBe('ab');
  });

  test('is shown at once when it is known, and read again at its pace until it has arrived', async () => {
    const pace = ({ value }: { value?: string }) => (value === 'arrived' ? undefined : 1);
    render(<Shows name="a" start="known" pace={pace} />);
    expect(shown()).toBe('known');
    await times(1);
    await fail(0, new Offline());
    await times(2);
    await answer(1, 'arrived');
    expect(shown()).toBe('arrived');
    await stale();
    await times(3);
  });
});

test('what is asked for while it is read is read once more, and no more once the page is left', async () => {
  let again: () => Promise<void> = () => Promise.resolve();
  function Page() {
    const reading = useReading(
      'a',
      () => new Promise<string>((resolve, reject) => asked.push({ key: 'a', resolve, reject })),
    );
    again = reading.again;
    return <p data-testid="shown">{reading.value}</p>;
  }
  const { unmount } = render(<Page />);
  void again();
  void again();
  expect(asked).toHaveLength(1);
  await answer(0, 'one');
  await waitFor(() => expect(asked).toHaveLength(2));
  void again();
  await act(async () => void unmount());
  await answer(1, 'two');
  expect(asked).toHaveLength(2);
});
