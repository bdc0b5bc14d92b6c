import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem, Offline } from '../api/client';
import { showLanguage } from '../i18n/i18n';
import { serve } from '../testing/server';
import { Waiting } from '../ui/waiting';
import { useReading } from './reading';

type Settle = { resolve(value: string): void; reject(error: unknown): void };
let asked: (Settle & { key: string })[];

function Shows({ name }: { name: string }) {
  const reading = useReading(
    name,
    () => new Promise<string>((resolve, reject) => asked.push({ key: name, resolve, reject })),
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
