import { formatDate, formatSpan } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { usePlaces } from '../../state/data';
import { to } from '../../state/route';
import { Page } from '../../ui/page';

/** All places with their next Saturday. */
export default function Home() {
  const { value: places } = usePlaces();
  return (
    <Page title={t('app.name')}>
      <p>{t('app.tagline')}</p>
      {places?.map(place => (
        <section key={place.slug}>
          <h2>
            <a href={to(`/p/${place.slug}`)}>{place.name}</a>
          </h2>
          {place.next && (
            <p>
              {formatDate(place.next.startsAt)}, {formatSpan(place.next.startsAt, place.next.endsAt)}
            </p>
          )}
        </section>
      ))}
    </Page>
  );
}
