import { useState } from 'preact/hooks';

function kept<T>(name: string): T | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** State of a form that survives a reload of the page, in this window only. */
export function useDraft<T extends object>(name: string, start: T): [T, (next: T) => void] {
  const [draft, setDraft] = useState<T>(() => kept<T>(name) ?? start);
  return [
    draft,
    next => {
      setDraft(next);
      try {
        sessionStorage.setItem(name, JSON.stringify(next));
      } catch {
        // storage is switched off: the form lives as long as the page
      }
    },
  ];
}

/** Forgets a draft that was sent. */
export function dropDraft(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // nothing was kept
  }
}
