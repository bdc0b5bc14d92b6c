import { followLanguage, lang } from '../i18n/i18n';
import { spoken } from '../i18n/languages';
import { me } from '../state/me';
import { chosenPlace } from '../state/place';
import { tellWorker } from '../state/worker';

/** The Saturdays to which the family has answered, since reminders lead to them. */
const answered = () => me.peek()?.answers.map(({ session }) => `/api/sessions/${session.id}`) ?? [];

const ownData = () => [
  ...(me.peek()?.family ? ['/api/me', '/api/me/messages'] : []),
  ...(me.peek()?.volunteer ? ['/api/me', '/api/volunteer', '/api/volunteer/shifts'] : []),
];

/**
 * Has the worker keep the pages of the visitor's language and place, also those not opened yet: after the
 * first visit the next Saturday, the flyer and the day in pictures read without a network. So do the Saturdays
 * that the family has answered to, and what is its own.
 */
export function keepForOffline(): void {
  const warm = () => {
    const code = spoken(lang());
    const place = chosenPlace.value;
    const pages = [`/${code}/offline-shell`, `/${code}`, `/${code}/install`, `/${code}/language`];
    const ofPlace = place ? ['', '/day', '/flyer'].map(page => `/${code}/p/${place}${page}`) : [];
    const data = place ? ['/api/places', `/api/places/${place}`] : ['/api/places'];
    tellWorker({ type: 'warm', urls: [...pages, ...ofPlace, ...data] });
  };
  followLanguage(warm);
  chosenPlace.follow(warm);
  let kept = '';
  me.follow(() => {
    const urls = [...ownData(), ...answered()];
    const now = urls.join();
    if (now !== kept && urls.length) tellWorker({ type: 'warm', urls });
    kept = now;
  });
}
