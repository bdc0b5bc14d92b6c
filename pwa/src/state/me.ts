import { call, isStatus } from '../api/client';
import type { Me } from '../api/types';
import { forgetAll } from './outbox';
import { signal } from './signal';
import { tellWorker } from './worker';

/** All that the server knows about this phone's family; undefined until it was read once. */
export const me = signal<Me | undefined>();

/**
 * Reads the family again. Without a network the worker's copy answers; without that, or when the server is
 * out of order, what is known stays. Signed out means that nobody is known.
 */
export async function refreshMe(): Promise<void> {
  try {
    me.value = await call('get', '/api/me', {});
  } catch (error) {
    if (isStatus(error, 401)) me.value = undefined;
  }
}

/** Forgets the family on this phone, after signing out or erasing. */
export function forgetMe(): void {
  me.value = undefined;
  void forgetAll();
  tellWorker({ type: 'forget' });
}
