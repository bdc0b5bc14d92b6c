import { useEffect, useRef, useState } from 'preact/hooks';
import { isLater } from './retry';
import { type Shown, STALE, source } from './source';

export { type Shown, STALE };

export interface Reading<T> extends Shown<T> {
  /** Reads again; what is shown stays meanwhile. Asked for while a reading is under way, it is read once more afterwards. */
  again(): Promise<void>;
  show(value: T): void;
}

/** In what a reading differs from the plain one. */
export interface Manner<T> {
  /** Known already: shown, and not asked for until it may be out of date. */
  start?: T;
  /** Milliseconds from a new key until it is asked for: somebody is typing. */
  pause?: number;
  /** Milliseconds until it is read again, by what is shown now. */
  pace?(shown: Shown<T>): number | undefined;
  /** While true nothing is asked: the question would make no sense. */
  off?: boolean;
  /** The page builds on what it has read, so that it is read anew only when the page asks. */
  steady?: boolean;
}

/** One reading under way, and whether another is wanted after it. */
interface Turn {
  wanted?: boolean;
  running?: Promise<void> | undefined;
}

/**
 * What `ask` answers, read anew when `key` changes, when the network is back after it was missing, and when what is shown
 * may be out of date. Every page reads in this way; `manner` says in what it differs.
 */
export function useReading<T>(key: string, ask: () => Promise<T>, manner: Manner<T> = {}): Reading<T> {
  const [own] = useState(() => source<T>(manner.start === undefined ? {} : { value: manner.start }));
  const now = useRef({ ask, manner });
  now.current = { ask, manner };
  const turn = useRef<Turn>({});
  const shown = own.shown.value;

  const again = (): Promise<void> => {
    const mine = turn.current;
    mine.wanted = true;
    mine.running ??= readOn(mine);
    return mine.running;
  };
  async function readOn(mine: Turn): Promise<void> {
    while (mine.wanted && mine === turn.current) {
      mine.wanted = false;
      await own.read(() => now.current.ask());
    }
    mine.running = undefined;
  }
  /** What is under way is of an older question, or its line may be dead: it is not waited for. */
  const anew = () => {
    turn.current = {};
    void again();
  };

  useEffect(() => {
    const { start, pause, off } = manner;
    if (start !== undefined) return own.shown.peek().value === start ? undefined : own.show(start);
    if (off) return;
    if (!pause) return anew();
    const timer = setTimeout(anew, pause);
    return () => clearTimeout(timer);
  }, [key, manner.off]);
  useEffect(() => {
    const back = () => {
      if (isLater(own.shown.peek().error)) void again();
    };
    const stale = () => {
      if (!now.current.manner.off && !now.current.manner.steady) anew();
    };
    addEventListener('online', back);
    addEventListener(STALE, stale);
    return () => {
      turn.current = {};
      removeEventListener('online', back);
      removeEventListener(STALE, stale);
    };
  }, []);
  useEffect(() => {
    const pace = manner.pace?.(shown);
    if (!pace) return;
    const timer = setTimeout(again, pace);
    return () => clearTimeout(timer);
  }, [shown]);
  return { ...shown, again, show: own.show };
}
