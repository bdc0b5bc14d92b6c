import { useState } from 'preact/hooks';
import { call } from '../../api/client';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { CalendarWays } from './calendar-ways';

interface Props {
  whose: 'family' | 'volunteer';
  text: string;
}

/** A calendar address of one's own. The server shows it once: to be opened, or copied to another program. */
export function CalendarFeed({ whose, text }: Props) {
  const [url, setUrl] = useState<string>();
  const { busy, error, run } = useAttempt();
  const make = () =>
    run(async () => setUrl((await call('post', '/api/me/calendar', { query: { for: whose } })).url));
  if (!url) {
    return (
      <>
        <p class="soft">{t('me.calendar.hint')}</p>
        <Button icon="calendar" busy={busy} onClick={make}>
          {text}
        </Button>
        <Alert text={error} />
      </>
    );
  }
  return <CalendarWays look="main" url={url.replace(/^webcal:/, location.protocol)} text={text} />;
}
