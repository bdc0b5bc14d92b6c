import { refreshAll } from '../state/data';
import { refreshMe } from '../state/me';
import { showQueue } from '../state/outbox';
import { onWorkerMessage } from '../state/worker';
import { readQueue, sendQueue } from './queue';

async function flush(): Promise<void> {
  const before = await readQueue();
  const after = before.length ? await sendQueue() : before;
  showQueue(after);
  if (after.length !== before.length) await refreshMe();
}

/**
 * Shows what waits from earlier visits and sends it now and whenever the network returns; then all is read anew,
 * since the Saturday may have changed meanwhile.
 */
export function startOutbox(): void {
  addEventListener('online', () => void flush().then(refreshAll));
  onWorkerMessage(message => {
    if (message.type === 'outbox') void readQueue().then(showQueue).then(refreshMe).then(refreshAll);
  });
  void flush();
}
