import { useState } from 'preact/hooks';
import { explain } from '../i18n/problem';

/** Something that a person started: whether it is under way, and in words why it did not go. */
export interface Attempt {
  busy: boolean;
  error: string | undefined;
  /** Runs `deed` unless one is under way; `catching` may take an error for itself by returning true. */
  run(deed: () => Promise<unknown>, catching?: (error: unknown) => boolean): Promise<void>;
}

/** One attempt at a time. The error stays until the next attempt. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  return {
    busy,
    error,
    async run(deed, catching) {
      if (busy) return;
      setBusy(true);
      setError(undefined);
      try {
        await deed();
      } catch (problem) {
        if (!catching?.(problem)) setError(explain(problem));
      } finally {
        setBusy(false);
      }
    },
  };
}
