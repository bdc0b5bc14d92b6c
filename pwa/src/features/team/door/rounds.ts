/** How often a round is made while all is well, after the first failure, and at most after many. */
const EVERY_MS = 20_000;
const RETRY_MS = 5000;
const SELDOM_MS = 300_000;

/** Something that is done again and again, one round at a time. */
export interface Rounds {
  /** Makes the next round no later than so many milliseconds from now, and the pauses short again. */
  soon(ms: number): void;
  stop(): void;
}

/** Makes a round now and again later; after one that returns false the pauses grow. */
export function startRounds(round: () => Promise<boolean>): Rounds {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let failures = 0;
  let running = false;
  let stopped = false;

  function plan(ms: number): void {
    const at = Date.now() + ms;
    if (stopped || at >= due) return;
    clearTimeout(timer);
    due = at;
    if (!running) timer = setTimeout(run, ms);
  }
  async function run(): Promise<void> {
    due = Number.POSITIVE_INFINITY;
    running = true;
    const well = await round();
    running = false;
    failures = well ? 0 : failures + 1;
    const wanted = due - Date.now(); // somebody asked for a round meanwhile
    due = Number.POSITIVE_INFINITY;
    plan(
      Math.max(0, Math.min(wanted, well ? EVERY_MS : Math.min(RETRY_MS * 2 ** (failures - 1), SELDOM_MS))),
    );
  }
  plan(0);
  return {
    soon(ms) {
      failures = Math.min(failures, 1);
      plan(ms);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
