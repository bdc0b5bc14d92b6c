import { followLanguage, lang } from '../i18n/i18n';
import { spoken } from '../i18n/languages';
import { chosenPlace } from '../state/place';
import { tellWorker } from '../state/worker';

/**
 * Has the worker keep the pages of the visitor's language and place, also those not opened yet: after the
 * first visit the next Saturday, the flyer and the day in pictures read without a network.
 */
export function keepForOffline(): void {
  const warm = () => {
    const code = spoken(lang());
    const place = chosenPlace.value;
    const pages = [`/${code}/offline-shell`, `/${code}`, `/${code}/install`];
    const ofPlace = place ? ['', '/day', '/flyer'].map(page => `/${code}/p/${place}${page}`) : [];
    const data = place ? ['/api/places', `/api/places/${place}`] : ['/api/places'];
    tellWorker({ type: 'warm', urls: [...pages, ...ofPlace, ...data] });
  };
  followLanguage(warm);
  chosenPlace.follow(warm);
}
