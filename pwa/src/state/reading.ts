import { useEffect, useRef, useState } from 'preact/hooks';
import { isLater } from './retry';
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

export interface Reading<T> extends Shown<T> {
  /** Reads again; what is shown stays meanwhile. */
  again(): Promise<void>;
  show(value: T): void;
}

/** What `ask` answers, read anew when `key` changes, and when the network is back after it was missing. */
export function useReading<T>(key: string, ask: () => Promise<T>): Reading<T> {
  const [own] = useState(() => source<T>());
  const asked = useRef(ask);
  asked.current = ask;
  const again = () => own.read(asked.current);
  useEffect(() => {
    const back = () => {
      if (isLater(own.shown.peek().error)) void again();
    };
    void again();
    addEventListener('online', back);
    return () => removeEventListener('online', back);
  }, [key]);
  return { ...own.shown.value, again, show: own.show };
}
