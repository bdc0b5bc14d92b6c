import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { to } from '../../state/route';
import { Alert } from '../../ui/alert';
import { Button, ButtonLink } from '../../ui/button';
import { Later } from '../../ui/later';
import { Page } from '../../ui/page';
import { readVolunteer, volunteer } from './volunteer';

/** Signing in, a first greeting, or the shifts: by who is here. */
export default function VolunteerPage() {
  const { error, run } = useAttempt();
  const read = () => run(readVolunteer);
  useEffect(() => void read(), []);
  const known = volunteer.value;
  return (
    <Page title={t('volunteer.title')}>
      <p>{t('volunteer.lead')}</p>
      {known === null && <Later key="sign-in" load={() => import('./sign-in')} />}
      {known && !known.name && <Later key="welcome" load={() => import('./welcome')} />}
      {known?.name && <Later key="hall" load={() => import('./hall')} />}
      {known === undefined && !error && <p role="status">{t('is.loading')}</p>}
      <Alert text={error} />
      {error && <Button onClick={read}>{t('do.retry')}</Button>}
      <ButtonLink look="quiet" icon="key" href={to('/team')}>
        {t('volunteer.team')}
      </ButtonLink>
    </Page>
  );
}
