import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRounds } from './rounds';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A round that goes as told, and how often it was made. */
function made(well: () => boolean) {
  const round = vi.fn(async () => well());
  return { round, rounds: startRounds(round) };
}

test('a round every twenty seconds while all is well', async () => {
  const { round, rounds } = made(() => true);
  await vi.advanceTimersByTimeAsync(60_500);
  expect(round).toHaveBeenCalledTimes(4);
  rounds.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(round).toHaveBeenCalledTimes(4);
});

test('without a network the pauses grow, and a tap makes them short again', async () => {
  const { round, rounds } = made(() => false);
  await vi.advanceTimersByTimeAsync(36_000); // at 0, 5, 15 and 35 seconds
  expect(round).toHaveBeenCalledTimes(4);
  rounds.soon(1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(round).toHaveBeenCalledTimes(5);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(round).toHaveBeenCalledTimes(6);
  rounds.stop();
});

test('two rounds are never made at once', async () => {
  let finish = () => {};
  const round = vi.fn(() => new Promise<boolean>(done => (finish = () => done(true))));
  const rounds = startRounds(round);
  await vi.advanceTimersByTimeAsync(0);
  rounds.soon(0);
  await vi.advanceTimersByTimeAsync(5000);
  expect(round).toHaveBeenCalledTimes(1);
  finish();
  await vi.advanceTimersByTimeAsync(0);
  expect(round).toHaveBeenCalledTimes(2);
  rounds.stop();
});
