import { useState } from 'preact/hooks';

/**
 * Small values that outlive the page, each under a name. Nothing here throws: where the browser denies storage or it is
 * full, values live as long as the page.
 */
export interface Keeper {
  /** What was written last under the name, undefined if nothing was. */
  read<T>(name: string): T | undefined;
  write(name: string, value: unknown): void;
  forget(name: string): void;
  /** Forgets all whose name fits. */
  forgetAll(names: RegExp): void;
}

/** Earlier builds wrote plain text. */
function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return /^[[{]/.test(text) ? undefined : text;
  }
}

/** Even looking at the storage may throw, so that it is looked at each time. */
function keeper(storage: () => Storage): Keeper {
  const unstored = new Map<string, string>();
  const attempt = <T>(act: (stored: Storage) => T): T | undefined => {
    try {
      return act(storage());
    } catch {
      return undefined;
    }
  };
  const forget = (name: string) => {
    unstored.delete(name);
    attempt(stored => stored.removeItem(name));
  };
  return {
    read(name) {
      const text = unstored.get(name) ?? attempt(stored => stored.getItem(name)) ?? undefined;
      return text === undefined ? undefined : parsed(text);
    },
    write(name, value) {
      forget(name);
      const text = JSON.stringify(value);
      attempt(stored => {
        stored.setItem(name, text);
        return true;
      }) ?? unstored.set(name, text);
    },
    forget,
    forgetAll(names) {
      const stored = attempt(storage => Object.keys(storage)) ?? [];
      for (const name of [...stored, ...unstored.keys()]) if (names.test(name)) forget(name);
    },
  };
}

/** Until the window is closed. */
export const inWindow = keeper(() => sessionStorage);

/** Until it is forgotten. */
export const onPhone = keeper(() => localStorage);

/** State of a form that survives a reload of the page, in this window only. `inWindow.forget(name)` when it was sent. */
export function useDraft<T extends object>(name: string, start: T): [T, (next: T) => void] {
  const [draft, setDraft] = useState<T>(() => inWindow.read<T>(name) ?? start);
  return [
    draft,
    next => {
      setDraft(next);
      inWindow.write(name, next);
    },
  ];
}

/** The name under which a phone that counts at a door notes until when the morning is kept, in milliseconds since 1970. */
export const MORNING_UNTIL = 'door';
