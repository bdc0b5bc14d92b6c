import { call, isStatus } from '../../api/client';
import type { Family, FamilyChange } from '../../api/types';
import { me, refreshMe } from '../../state/me';

/**
 * Corrects the family as it was `seen`. When another phone was quicker the server refuses (412): then the newer
 * is fetched and shown, and the person decides again.
 */
export async function correct(seen: Family, change: FamilyChange): Promise<void> {
  try {
    const family = await call('patch', '/api/me', { body: change, ifMatch: `"v${seen.version}"` });
    if (me.value) me.value = { ...me.value, family };
  } catch (error) {
    if (isStatus(error, 412)) await refreshMe();
    throw error;
  }
}
