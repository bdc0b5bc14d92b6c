/** Milliseconds by a clock that nobody sets; it may stand still while the phone sleeps. */
export const steadyNow = (): number => Math.round(performance.timeOrigin + performance.now());
