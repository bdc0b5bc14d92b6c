import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { PlaceSettings, TeamPlace } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { SchoolHolidays } from './school-holidays';
import { Contact, Reminders, Rules, Usual, Where } from './settings-forms';
import { UsualTasks } from './usual-tasks';

/** The data of a place and what its Saturdays begin with: a form for each thing, saved by itself. */
export default function SettingsPage({ place }: { place: TeamPlace }) {
  const [settings, setSettings] = useState<PlaceSettings>();
  const { error, run } = useAttempt();
  const read = () =>
    run(async () =>
      setSettings(await call('get', '/api/places/{place}/settings', { path: { place: place.slug } })),
    );
  useEffect(() => void read(), []);
  const props = settings && { settings, onSettings: setSettings };
  return (
    <Page title={t('plan.settings')} icon="pin">
      <p>
        <ButtonLink look="quiet" icon="back" href={to(`/o/${place.slug}/season`)}>
          {t('plan.seasons')}
        </ButtonLink>
      </p>
      <Alert text={error} />
      {error && <Button onClick={read}>{t('do.retry')}</Button>}
      {!props && !error && <p role="status">{t('is.loading')}</p>}
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
