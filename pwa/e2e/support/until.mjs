const PAUSE_MS = 25;
const PATIENCE_MS = 60_000;

/** Asks again and again until there is an answer, and returns it; `what` says what was waited for in vain. */
export async function until(what, ask, patience = PATIENCE_MS) {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
