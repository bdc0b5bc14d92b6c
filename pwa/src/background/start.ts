import { recheckPush } from '../push/push';
import { refreshAll } from '../state/data';
import { MORNING_UNTIL, onPhone } from '../state/kept';
import { navigate } from '../state/route';
import { onWorkerMessage } from '../state/worker';
import { startOutbox } from './flush';
import { startLeaving } from './leaving';
import { keepForOffline } from './offline';
import { startMissing, startWorker } from './register';
import { startResuming } from './resume';

/** All that may come after the first view: the worker, unsent answers, what is kept for offline. */
export async function startBackground(): Promise<void> {
  startMissing();
  if (/[?&]home=/.test(location.search)) await (await import('../state/hand-over')).takeOver();
  startLeaving();
  startOutbox();
  startResuming();
  if (onPhone.read(MORNING_UNTIL)) void import('./door').then(door => door.tidyDoor());
  onWorkerMessage(message => {
    if (message.type === 'open') void navigate(message.url);
  });
  if (navigator.serviceWorker?.controller) void refreshAll(); // the page itself may be of the worker's, and older than its data
  await startWorker('/sw.js');
  keepForOffline();
  await recheckPush();
  await (navigator as { clearAppBadge?(): Promise<void> }).clearAppBadge?.(); // what it counted is on the screen now
}
