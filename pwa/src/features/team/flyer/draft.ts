import { useEffect, useRef, useState } from 'preact/hooks';
import { call, isStatus } from '../../../api/client';
import { explain } from '../../../i18n/problem';
import { onPhone } from '../../../state/kept';
import { newKey } from '../../../state/key';
import { isLater, pauseAfter } from '../../../state/retry';
import { type Pairs, wordsOf } from './sentences';
import type { FlyerText } from './words';

/** How it stands with what is written here: on its way to the server, there, or on this device only. */
export type Saving = 'clean' | 'waiting' | 'saved' | 'offline' | 'changed' | 'refused';

/** What the server does not have yet, kept on this device until it has. */
interface Kept {
  pairs: Pairs;
  version: number;
}

const PAUSE_MS = 1200;
const nameOf = ({ flyer, lang }: FlyerText) => `flyer ${flyer} ${lang}`;

/** What was written on this device and not saved. */
export const keptOf = (text: FlyerText): Kept | undefined => onPhone.read(nameOf(text));

export const forget = (text: FlyerText): void => onPhone.forget(nameOf(text));

export interface Draft {
  saving: Saving;
  error: string | undefined;
  /** The version that the server has. */
  version(): number;
  write(pairs: Pairs): void;
  /** Saves at once what is waiting, and tells whether the server has it all. */
  flush(): Promise<boolean>;
  /** Puts what is written here over what somebody else saved as `version`. */
  insist(version: number): Promise<boolean>;
}

/** Saves what is written a moment after the last key; `onSaved` hears of it. */
export function useDraft(text: FlyerText, onSaved: () => void): Draft {
  const [saving, setSaving] = useState<Saving>('clean');
  const [error, setError] = useState<string>();
  const kept = keptOf(text);
  const state = useRef({
    version: kept?.version ?? text.draft?.version ?? 0,
    pending: kept?.pairs,
    key: newKey(),
  });
  const running = useRef<Promise<boolean>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const failures = useRef(0);
  const left = useRef(false);
  const path = { flyer: text.flyer, lang: text.lang };

  const save = async (): Promise<boolean> => {
    const { pending, version, key } = state.current;
    if (!pending) return true;
    try {
      const saved = await call('put', '/api/flyers/{flyer}/texts/{lang}/draft', {
        path,
        body: wordsOf(pending),
        ifMatch: `"v${version}"`,
        key,
      });
      state.current.version = saved.version;
      failures.current = 0;
    } catch (problem) {
      setSaving(stateAfter(problem));
      setError(explain(problem));
      if (isLater(problem) && !left.current)
        timer.current = setTimeout(flush, pauseAfter(++failures.current));
      return false;
    }
    if (state.current.pending !== pending) return save(); // written meanwhile
    state.current.pending = undefined;
    forget(text);
    setSaving('saved');
    setError(undefined);
    onSaved();
    return true;
  };

  /** One save at a time: two would refuse each other. */
  const flush = (): Promise<boolean> => {
    clearTimeout(timer.current);
    running.current ??= save().finally(() => {
      running.current = undefined;
    });
    return running.current;
  };

  const write = (pairs: Pairs) => {
    Object.assign(state.current, { pending: pairs, key: newKey() });
    onPhone.write(nameOf(text), { pairs, version: state.current.version });
    setSaving('waiting');
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, PAUSE_MS);
  };

  useEffect(() => {
    if (state.current.pending) void flush();
    const again = () => void flush();
    addEventListener('online', again);
    return () => {
      removeEventListener('online', again);
      left.current = true;
      void flush();
    };
  }, []);

  return {
    saving,
    error,
    version: () => state.current.version,
    write,
    flush,
    insist(version) {
      Object.assign(state.current, { version, key: newKey() });
      return flush();
    },
  };
}

function stateAfter(problem: unknown): Saving {
  if (isLater(problem)) return 'offline';
  return isStatus(problem, 412) ? 'changed' : 'refused';
}
