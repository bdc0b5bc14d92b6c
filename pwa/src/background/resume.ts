import { refreshAll } from '../state/data';
import { onPhone } from '../state/kept';
import { me, refreshMe } from '../state/me';
import { STALE } from '../state/source';
import { onWorkerMessage } from '../state/worker';
import { lookForUpdate } from './register';

/** Coming back is told by several events at once; they count as one. */
const QUIET_MS = 2000;
/** Written whenever the family has changed here: the browser tells all other tabs. */
const CHANGED = 'changed';

/** What another tab has told is not told back. */
let hearing = false;
let readAt = Number.NEGATIVE_INFINITY;

/** Reads the family, the places and what the page shows again. What cannot be read stays. */
export async function readAnew(): Promise<void> {
  readAt = performance.now();
  dispatchEvent(new Event(STALE));
  await Promise.all([refreshMe(), refreshAll()]);
}

function comeBack(): void {
  if (document.hidden || performance.now() - readAt < QUIET_MS) return;
  void readAnew();
  void lookForUpdate();
}

/** Tells other tabs when the family is another than before, and not when a tab has only heard of it. */
function tellTabs(): void {
  let told = JSON.stringify(me.peek());
  me.follow(now => {
    const known = JSON.stringify(now);
    if (known === told) return;
    told = known;
    if (!hearing) onPhone.write(CHANGED, Math.random());
  });
}

async function hear({ key }: StorageEvent): Promise<void> {
  if (key !== CHANGED) return;
  hearing = true;
  await readAnew();
  hearing = false;
}

/** From now on an open app is up to date whenever somebody looks at it, and when a notification or another tab brings news. */
export function startResuming(): void {
  document.addEventListener('visibilitychange', comeBack);
  document.addEventListener('resume', comeBack); // Chromium: was frozen
  addEventListener('pageshow', event => event.persisted && comeBack());
  addEventListener('focus', comeBack);
  addEventListener('storage', event => void hear(event));
  onWorkerMessage(({ type }) => {
    if (type === 'stale' || type === 'open') void readAnew();
  });
  tellTabs();
}
