import { call, isStatus } from '../api/client';
import type { Me } from '../api/types';
import { onPhone } from './kept';
import { forgetAll } from './outbox';
import { signal } from './signal';
import { tellWorker } from './worker';

/** All that the server knows about this phone's family; null when it knows nobody here, undefined until it was asked. */
export const me = signal<Me | null | undefined>();

/**
 * Reads the family again. Without a network the worker's copy answers; without that, or when the server is
 * out of order, what is known stays.
 */
export async function refreshMe(): Promise<void> {
  try {
    me.value = await call('get', '/api/me', {});
  } catch (error) {
    if (isStatus(error, 401)) me.value = null;
  }
}

/** Kept on the phone as long as it is somebody's. */
export const KNOWN = 'known';

/** Forgets the family on this phone, after signing out or erasing. */
export function forgetMe(): void {
  onPhone.forget(KNOWN);
  me.value = undefined;
  void forgetAll();
  tellWorker({ type: 'forget' });
}
