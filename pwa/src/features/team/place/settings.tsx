import { call } from '../../../api/client';
import type { TeamPlace } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { ButtonLink } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import { SchoolHolidays } from '../season/school-holidays';
import { Contact, Reminders, Rules, Usual, Where } from './forms';
import { UsualTasks } from './usual-tasks';

/** The data of a place and what its Saturdays begin with: a form for each thing, saved by itself. */
export default function SettingsPage({ place }: { place: TeamPlace }) {
  const settings = useReading(place.slug, () =>
    call('get', '/api/places/{place}/settings', { path: { place: place.slug } }),
  );
  const props = settings.value && { settings: settings.value, onSettings: settings.show };
  return (
    <Page title={t('season.settings')} icon="pin">
      <p>
        <ButtonLink look="quiet" icon="back" href={to(`/team/${place.slug}/season`)}>
          {t('season.seasons')}
        </ButtonLink>
      </p>
      <Waiting of={settings} />
      {props && (
        <>
          <Usual {...props} />
          <UsualTasks {...props} />
          <SchoolHolidays {...props} />
          <Reminders {...props} />
          <Where {...props} />
          <Contact {...props} />
          <Rules {...props} />
        </>
      )}
    </Page>
  );
}
