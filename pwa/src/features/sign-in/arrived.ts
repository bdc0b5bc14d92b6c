import type { Me } from '../../api/types';
import { forgetMe, me } from '../../state/me';

const loadPush = () => import('../../push/push');

/** Takes over who this phone now is. Its notifications go on under the new sign-in, and reading goes on at the heading. */
export async function arrived(now: Me): Promise<void> {
  me.value = now;
  document.querySelector('h1')?.focus();
  await (await loadPush()).recheckPush();
}

/** Forgets on this phone who it was, when the server has done so. */
export async function left(): Promise<void> {
  forgetMe();
  await (await loadPush()).dropSubscription();
}
