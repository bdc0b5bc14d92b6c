import { t } from '../i18n/i18n';
import { explain } from '../i18n/problem';
import type { Reading } from '../state/reading';
import { Alert } from './alert';
import { Button } from './button';

/** Said until there is something to show, and when it cannot be had. */
export function Waiting({ of: { value, error, again } }: { of: Omit<Reading<unknown>, 'show'> }) {
  return (
    <>
      {value === undefined && !error && <p role="status">{t('is.loading')}</p>}
      <Alert text={error ? explain(error) : undefined} />
      {error !== undefined && <Button onClick={again}>{t('do.retry')}</Button>}
    </>
  );
}
