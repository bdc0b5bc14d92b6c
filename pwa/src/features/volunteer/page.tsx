import { t } from '../../i18n/i18n';
import { useReading } from '../../state/reading';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Later } from '../../ui/later';
import { Page } from '../../ui/page';
import { Waiting } from '../../ui/waiting';
import { readVolunteer, volunteer } from './volunteer';

/** Signing in, a first greeting, or the shifts: by who is here. */
export default function VolunteerPage() {
  const reading = useReading('volunteer', readVolunteer);
  const known = volunteer.value;
  return (
    <Page title={t('volunteer.title')}>
      <p>{t('volunteer.lead')}</p>
      {known === null && <Later key="sign-in" load={() => import('./sign-in')} />}
      {known && !known.name && <Later key="welcome" load={() => import('./welcome')} />}
      {known?.name && <Later key="hall" load={() => import('./hall')} />}
      <Waiting of={{ ...reading, value: known }} />
      <ButtonLink look="quiet" icon="key" href={to('/team')}>
        {t('volunteer.team')}
      </ButtonLink>
    </Page>
  );
}
