import { ApiProblem, Offline } from '../api/client';

/** Whether the same request, under the same key, may well succeed later. A status of 0: no answer came. */
export const mayPass = (status: number, code: string): boolean =>
  !status || status >= 500 || [408, 425, 429].includes(status) || code === 'idempotency.in_flight';

/** Whether what a call threw may well pass by itself: then keep what was to be sent, and send it again. */
export const isLater = (error: unknown): boolean =>
  error instanceof Offline || (error instanceof ApiProblem && mayPass(error.status, error.code));

/** Milliseconds that a header Retry-After asks to wait. A date, which our server never sends, counts as no wish. */
export const askedPause = (retryAfter: string | null): number => Number(retryAfter) * 1000 || 0;

const FIRST_MS = 5000;
const MOST_MS = 300_000;

/** How long to wait before the next try: twice as long after each failure. */
export const pauseAfter = (failures: number): number => Math.min(FIRST_MS * 2 ** (failures - 1), MOST_MS);
