/** What pages and the service worker tell each other. */

/** `warm`: keep these addresses for offline. `forget`: drop what is the family's. `skip`: the new version may take over. */
export type ToWorker = { type: 'warm'; urls: string[] } | { type: 'forget' } | { type: 'skip' };

/**
 * `outbox`: what waits has changed. `fresh`: the answer of this API address has. `open`: show this address. `stale`: a notification
 * came, so that what is shown may be out of date.
 */
export type FromWorker =
  | { type: 'outbox' }
  | { type: 'stale' }
  | { type: 'fresh'; address: string }
  | { type: 'open'; url: string };
