import { call } from '../api/client';
import type { Me } from '../api/types';
import { dropSubscription } from '../push/push';
import { inWindow, onPhone } from '../state/kept';
import { KNOWN, me } from '../state/me';
import { forgetAll } from '../state/outbox';
import { signedOut } from '../state/signed-out';
import { tellWorker } from '../state/worker';

/** What a family has begun to write; its names begin so. */
const OF_FAMILY = /^(wishes |family$)/;

type Who = 'family' | 'volunteer';

const whoIs = (now: Me | null): Who | undefined =>
  now?.family ? 'family' : now?.volunteer ? 'volunteer' : undefined;

/**
 * Notices when the server knows the family no more on a phone that was its own: it was erased, or this phone signed out from
 * another. What was kept of it goes, and the app says so. Who leaves on this phone itself is not told.
 */
export function startLeaving(): void {
  me.follow(now => {
    if (now === undefined) return;
    const before = onPhone.read<Who>(KNOWN);
    const who = whoIs(now);
    if (who) onPhone.write(KNOWN, who);
    else onPhone.forget(KNOWN);
    if (who === 'family') signedOut.value = false;
    else if (before && before !== who) void drop(!who);
  });
}

async function drop(everybody: boolean): Promise<void> {
  signedOut.value = true;
  inWindow.forgetAll(OF_FAMILY);
  tellWorker({ type: 'forget' });
  await forgetAll();
  if (!everybody) return; // notifications go on for the volunteer
  await dropSubscription();
  // With its first write the server takes the dead cookie back, and the phone may start anew.
  await call('delete', '/api/me/push', { quiet: true }).catch(() => undefined);
}
