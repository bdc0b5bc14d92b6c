import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { byHand } from '../../state/install';
import { Alert } from '../../ui/alert';
import { ButtonLink } from '../../ui/button';
import { More } from '../../ui/more';
import { SharedAddress } from './shared-address';

interface Props {
  /** The calendar's address, with https. */
  url: string;
  text: string;
  look?: 'main' | 'plain';
}

/**
 * The ways of a calendar into a phone: Apple's programs follow a webcal address by a tap, on Android nothing answers to one,
 * so that there the tap gets the file; and the address itself, for programs that ask for it.
 */
export function CalendarWays({ url, text, look = 'plain' }: Props) {
  const { error, run } = useAttempt();
  const apple = byHand() || /Mac/.test(navigator.userAgent);
  return (
    <>
      {apple && (
        <ButtonLink look={look} icon="calendar" href={url.replace(/^https?/, 'webcal')}>
          {text}
        </ButtonLink>
      )}
      <ButtonLink
        look={apple ? 'plain' : look}
        icon={apple ? 'download' : 'calendar'}
        href={url}
        download="musikk-for-alle.ics"
      >
        {apple ? t('calendar.file') : text}
      </ButtonLink>
      <More icon="share" title={t('calendar.address')}>
        <SharedAddress label={t('me.calendar')} url={url} run={run} />
        <Alert text={error} />
      </More>
    </>
  );
}
