import { describe, expect, test } from 'vitest';
import { ApiProblem, Offline } from '../api/client';
import { askedPause, isLater, pauseAfter } from './retry';

describe('what may well pass by itself', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('%i', status =>
    expect(isLater(new ApiProblem(status, {}))).toBe(true),
  );

  test('no network, and a request that is still being worked on', () => {
    expect(isLater(new Offline())).toBe(true);
    expect(isLater(new ApiProblem(409, { code: 'idempotency.in_flight' }))).toBe(true);
  });

  test.each([400, 401, 403, 404, 409, 412, 422, 428])('not %i', status =>
    expect(isLater(new ApiProblem(status, {}))).toBe(false),
  );

  test('not a fault of our own', () => expect(isLater(new TypeError('x is undefined'))).toBe(false));
});

test.each([
  ['60', 60_000],
  [null, 0],
  ['', 0],
  ['Sat, 01 Jan 2000 00:00:00 GMT', 0],
])('Retry-After: %j asks for %i ms', (header, ms) => expect(askedPause(header)).toBe(ms));

test('pauses grow, up to five minutes', () => {
  expect([1, 2, 3, 99].map(pauseAfter)).toEqual([5000, 10_000, 20_000, 300_000]);
});
