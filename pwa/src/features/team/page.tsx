import { useEffect, useState } from 'preact/hooks';
import type { TeamPlace } from '../../api/types';
import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { secretOf } from '../../state/fragment';
import { useReading } from '../../state/reading';
import { navigate, to } from '../../state/route';
import { Alert } from '../../ui/alert';
import { ButtonLink } from '../../ui/button';
import { Later } from '../../ui/later';
import { Page } from '../../ui/page';
import { Waiting } from '../../ui/waiting';
import { Frame } from './frame';
import { sectionsOf } from './sections';
import { readTeam, team, waiting } from './team';

/** The team's pages: `/team` chooses the place, `/team/<place>/<section>` is a section of one, `/team/join#<code>` an invitation. */
export default function OrganiserPage({ route }: PageProps) {
  const known = useReading('team', readTeam);
  const [slug = '', name, ...rest] = (route.params.at ?? '').split('/');
  const kept = useKeptDoor(slug, name);
  if (kept && !team.value && (known.error || team.value === null))
    return <Frame place={kept} sections={['door']} current="door" rest={rest} />;
  if (team.value === undefined)
    return (
      <Page title={t('team.title')}>
        <Waiting of={known} />
      </Page>
    );
  const invited = slug === 'join' && (name || secretOf('join')); // older links have the code in the path
  if (invited && !team.value?.enrolling)
    return <Later key="join" load={() => import('./join')} code={invited} />;
  if (!team.value || team.value.enrolling) {
    const entered = () => (slug === 'join' ? navigate(to('/team')) : undefined);
    return (
      <Page title={t('team.sign_in')} icon="key">
        <Later key="enter" load={() => import('./enter')} onDone={entered} />
      </Page>
    );
  }
  return (
    <>
      <At slug={slug} name={name} rest={rest} />
      {waiting.value && <Later key="again" load={() => import('./again')} />}
    </>
  );
}

/** The place of a door whose morning is on this phone: it is counted also when nobody can be asked who is signed in. */
function useKeptDoor(slug: string, name: string | undefined): TeamPlace | undefined {
  const [kept, setKept] = useState<TeamPlace>();
  useEffect(() => {
    if (name === 'door')
      void import('./door/morning').then(({ keptPlace }) => keptPlace(slug)).then(setKept, () => undefined);
  }, [slug, name]);
  return kept;
}

/** A section of a place; of the only place also without its name. */
function At({ slug, name, rest }: { slug: string; name: string | undefined; rest: string[] }) {
  const { places = [] } = team.value ?? {};
  const place = places.find(each => each.slug === slug) ?? (slug ? undefined : only(places));
  const sections = place ? sectionsOf(place) : [];
  const section = sections.find(each => each === (name ?? sections[0]));
  if (place && section) return <Frame place={place} sections={sections} current={section} rest={rest} />;
  return (
    <Page title={t('team.places')} icon="pin">
      {slug && <Alert text={t('err.not_found')} />}
      {places.map(each => (
        <p key={each.slug}>
          <ButtonLink icon="pin" href={to(`/team/${each.slug}`)}>
            {each.name}
          </ButtonLink>
        </p>
      ))}
    </Page>
  );
}

const only = <T,>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
