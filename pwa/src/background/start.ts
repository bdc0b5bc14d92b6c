import { recheckPush } from '../push/push';
import { navigate } from '../state/route';
import { onWorkerMessage } from '../state/worker';
import '../state/install';
import { tidyDoor } from './door';
import { startOutbox } from './flush';
import { keepForOffline } from './offline';
import { startWorker } from './register';

/** All that may come after the first view: the worker, unsent answers, what is kept for offline. */
export async function startBackground(): Promise<void> {
  startOutbox();
  void tidyDoor();
  onWorkerMessage(message => {
    if (message.type === 'open') void navigate(message.url);
  });
  await startWorker('/sw.js');
  keepForOffline();
  await recheckPush();
  await (navigator as { clearAppBadge?(): Promise<void> }).clearAppBadge?.(); // what it counted is on the screen now
}
