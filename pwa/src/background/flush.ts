import { refreshAll } from '../state/data';
import { refreshMe } from '../state/me';
import { outbox, showQueue } from '../state/outbox';
import { pauseAfter } from '../state/retry';
import { onWorkerMessage } from '../state/worker';
import { readQueue, sendQueue, type Waiting } from './queue';

async function flush(): Promise<void> {
  const before = await readQueue();
  const after = before.length ? await sendQueue() : before;
  showQueue(after);
  if (before.length) await refreshMe(); // also what was refused may be because the family has answered since
}

let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Plans the next try while something waits, not before the server wants to be asked. */
function tryAgain(entries: Waiting[]): void {
  clearTimeout(timer);
  const waiting = entries.filter(entry => !entry.refused);
  failures = waiting.length && failures + 1;
  if (!failures) return;
  const asked = Math.min(...waiting.map(({ notBefore = 0 }) => notBefore)) - Date.now(); // none waits for another
  timer = setTimeout(flush, Math.max(pauseAfter(failures), asked));
}

/**
 * Shows what waits from earlier visits and sends it now, whenever the network returns, and from time to time; then all is
 * read anew, since the Saturday may have changed meanwhile.
 */
export function startOutbox(): void {
  addEventListener('online', () => void flush().then(refreshAll));
  onWorkerMessage(message => {
    if (message.type === 'outbox') void readQueue().then(showQueue).then(refreshMe).then(refreshAll);
  });
  outbox.follow(tryAgain);
  void flush();
}
