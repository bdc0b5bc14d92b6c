import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { explain } from '../../i18n/problem';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';

export interface Reading<T> {
  value?: T;
  error?: string;
  /** Reads again; what is shown stays meanwhile. */
  again(): void;
  /** Shows what a write answered. */
  show(value: T): void;
}

/** What an address answers. Of several readings on their way the last one asked for is shown. */
export function useReading<T>(key: string, read: () => Promise<T>): Reading<T> {
  const [shown, show] = useState<{ value?: T; error?: string }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    read().then(
      value => wanted && show({ value }),
      problem => wanted && show(before => ({ ...before, error: explain(problem) })),
    );
    return () => {
      wanted = false;
    };
  }, [key, turn]);
  return { ...shown, again: () => setTurn(n => n + 1), show: value => show({ value }) };
}

/** Said until there is something to show. */
export function Waiting({ of }: { of: Reading<unknown> }) {
  return (
    <>
      {!of.value && !of.error && <p role="status">{t('is.loading')}</p>}
      <Alert text={of.error} />
      {of.error && <Button onClick={of.again}>{t('do.retry')}</Button>}
    </>
  );
}
