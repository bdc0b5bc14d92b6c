import { type Signal, signal } from './signal';

/** What a page shows of something that it reads: neither while it is on its way, `value` stays while a newer one is fetched or cannot be had. */
export interface Shown<T> {
  value?: T;
  error?: unknown;
}

/** Something that is read, again and again. Of several readings on their way the last one asked for is shown. */
export interface Source<T> {
  shown: Signal<Shown<T>>;
  /** A failure keeps what is shown. */
  read(ask: () => Promise<T>): Promise<void>;
  /** Shows what a write answered. */
  show(value: T): void;
}

export function source<T>(start: Shown<T> = {}): Source<T> {
  const shown = signal(start);
  let turn = 0;
  const show = (value: T) => {
    turn++;
    shown.value = { value };
  };
  return {
    shown,
    show,
    async read(ask) {
      const mine = ++turn;
      try {
        const value = await ask();
        if (mine === turn) show(value);
      } catch (error) {
        if (mine === turn) shown.value = { ...shown.peek(), error };
      }
    },
  };
}

/** An event of the window: what is shown may be out of date, since the app was away or a notification came. */
export const STALE = 'stale';
