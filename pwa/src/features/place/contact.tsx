import type { Place } from '../../api/types';
import { t } from '../../i18n/i18n';
import { ButtonLink } from '../../ui/button';
import css from './facts.module.css';

/** "+4767174880" → "67 17 48 80": as it is written in Norway, where the phone rings. */
const written = (phone: string) => phone.replace(/^\+47/, '').replace(/(\d{2})(?=\d)/g, '$1 ');

/** Whom to ask, one tap each, and whom the place works with. */
export function Contact({ place }: { place: Place }) {
  const named = (role: 'with' | 'thanks') => place.partners.filter(partner => partner.role === role);
  return (
    <>
      <h2>{t('place.contact')}</h2>
      <div class={css.links}>
        <ButtonLink icon="phone" href={`tel:${place.contact.phone}`}>
          {t('place.call', { phone: `\u2066${written(place.contact.phone)}\u2069` })}
        </ButtonLink>
        <ButtonLink icon="mail" href={`mailto:${place.contact.email}`}>
          {t('place.write')}
        </ButtonLink>
      </div>
      {(['with', 'thanks'] as const).map(
        role =>
          named(role).length > 0 && (
            <p key={role} class="soft">
              {t(`place.${role}`)}:
              {named(role).map(partner => (
                <span key={partner.name}>
                  <br />
                  <bdi lang="nb">{partner.name}</bdi>
                </span>
              ))}
            </p>
          ),
      )}
    </>
  );
}
