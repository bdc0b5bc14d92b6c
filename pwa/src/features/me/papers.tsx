import { call } from '../../api/client';
import { t } from '../../i18n/i18n';
import { navigate, to } from '../../state/route';
import { say } from '../../state/toast';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { left } from '../sign-in/arrived';
import { CalendarFeed } from '../sign-in/calendar-feed';
import { Erase } from '../sign-in/erase';
import css from './me.module.css';

/** What the family can take along, and the way out. */
export default function Papers() {
  const erase = async () => {
    await call('delete', '/api/me', {});
    await left();
    say(t('me.erase.done'));
    await navigate(to(''));
  };
  return (
    <>
      <Card labelledBy="calendar">
        <h2 id="calendar">{t('me.calendar')}</h2>
        <CalendarFeed whose="family" text={t('me.calendar.get')} />
      </Card>
      <div class={css.stack}>
        <ButtonLink icon="download" href="/api/me/export" download="musikk-for-alle.json">
          {t('me.download')}
        </ButtonLink>
        <Erase text={t('me.erase')} warning={t('me.erase.sure')} erase={erase} />
        <ButtonLink look="quiet" href={to('/privacy')}>
          {t('me.about')}
        </ButtonLink>
      </div>
    </>
  );
}
