/** What pages and the service worker tell each other. */

/** `warm`: keep these addresses for offline. `forget`: drop what is the family's. `skip`: the new version may take over. */
export type ToWorker = { type: 'warm'; urls: string[] } | { type: 'forget' } | { type: 'skip' };

/** `outbox`: what waits has changed. `open`: show this address. */
export type FromWorker = { type: 'outbox' } | { type: 'open'; url: string };
