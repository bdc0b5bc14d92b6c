import type { Me } from '../../api/types';
import { forgetMe, me } from '../../state/me';

const loadPush = () => import('../../push/push');

/** Takes over who this phone now is. Its notifications go on under the new sign-in. */
export async function arrived(now: Me): Promise<void> {
  me.value = now;
  await (await loadPush()).recheckPush();
}

/** Forgets on this phone who it was, when the server has done so. */
export async function left(): Promise<void> {
  forgetMe();
  await (await loadPush()).dropSubscription();
}
