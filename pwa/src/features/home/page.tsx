import { useEffect, useState } from 'preact/hooks';
import type { PlaceBrief, SessionBrief } from '../../api/types';
import type { PageProps } from '../../app/pages';
import { formatDate } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { usePlace, usePlaces } from '../../state/data';
import { choosePlace, chosenPlace } from '../../state/place';
import { to } from '../../state/route';
import { Button, ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import css from '../place/facts.module.css';
import { Missing } from '../place/missing';
import { NextSaturday } from '../place/next-saturday';
import { SeasonList } from '../place/season-list';
import { mapLink, Where } from '../place/session-facts';

/** The next Saturday at my place, with one big answer; at the first visit, which place is mine. */
export default function Home({ route }: PageProps) {
  const asked = location.search === '?choose';
  const [choosing, setChoosing] = useState(asked);
  useEffect(() => setChoosing(asked), [route]);
  const slug = chosenPlace.value;
  if (!slug || choosing)
    return (
      <ChoosePlace
        onChoose={chosen => {
          choosePlace(chosen);
          setChoosing(false);
        }}
      />
    );
  return <MyPlace slug={slug} onOther={() => setChoosing(true)} />;
}

function ChoosePlace({ onChoose }: { onChoose(slug: string): void }) {
  const { value: places, error } = usePlaces();
  if (!places) return <Missing error={error} />;
  return (
    <Page title={t('place.choose')}>
      <p>{t('app.tagline')}</p>
      <div class={css.links}>
        {places.map(place => (
          <PlaceButton key={place.slug} place={place} onChoose={onChoose} />
        ))}
      </div>
    </Page>
  );
}

function PlaceButton({ place, onChoose }: { place: PlaceBrief; onChoose(slug: string): void }) {
  return (
    <Button look="main" icon="pin" onClick={() => onChoose(place.slug)}>
      <bdi lang="nb">{place.name}</bdi>
      {place.next && (
        <>
          <br />
          <small>{formatDate(place.next.startsAt)}</small>
        </>
      )}
    </Button>
  );
}

const isOpen = ({ status }: SessionBrief) => status === 'open';

/** A cancelled Saturday leads on to the next one. */
function MyPlace({ slug, onOther }: { slug: string; onOther(): void }) {
  const { value: place, error } = usePlace(slug);
  if (!place) return <Missing error={error} />;
  const [next, ...later] = place.sessions;
  return (
    <Page title={t('when.next')}>
      <NextSaturday session={next} place={place.name} />
      {next?.status === 'cancelled' && <NextSaturday session={later.find(isOpen)} />}
      <Where place={place} door={next?.door ?? place.door} />
      <div class={css.links}>
        <ButtonLink icon="pin" href={mapLink(place)} rel="noopener">
          {t('place.map')}
        </ButtonLink>
        <ButtonLink icon="pictures" href={to(`/p/${slug}/day`)}>
          {t('place.day')}
        </ButtonLink>
        <ButtonLink icon="next" href={to(`/p/${slug}`)}>
          <bdi lang="nb">{place.name}</bdi>
        </ButtonLink>
      </div>
      {later.length > 0 && (
        <>
          <h2>{t('place.season')}</h2>
          <SeasonList sessions={later} />
        </>
      )}
      <Button look="quiet" onClick={onOther}>
        {t('place.other')}
      </Button>
    </Page>
  );
}
