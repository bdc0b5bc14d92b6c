import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { to } from '../../state/route';
import { Alert } from '../../ui/alert';
import { Page } from '../../ui/page';
import { isSection, loadSection, SECTIONS, type Section, type SectionProps } from './sections';
import { readTeam, team } from './team';

/** The team's pages: `/o` lists the places, `/o/<place>/<section>` is a section of one. */
export default function OrganiserPage({ route }: PageProps) {
  const { error, run } = useAttempt();
  useEffect(() => void run(readTeam), []);
  const [slug = '', name = 'saturday', ...rest] = (route.params.at ?? '').split('/');
  const known = team.value;
  const place = known?.places.find(each => each.slug === slug);
  if (place && isSection(name)) return <InSection key={name} name={name} place={place} rest={rest} />;
  return (
    <Page title={t('team.title')}>
      {known?.places.map(each => (
        <p key={each.slug}>
          <a href={to(`/o/${each.slug}/saturday`)}>{each.name}</a>
        </p>
      ))}
      <Alert text={error} />
    </Page>
  );
}

function InSection({ name, place, rest }: SectionProps & { name: Section }) {
  const [Shown, setShown] = useState<ComponentType<SectionProps>>();
  useEffect(() => void loadSection(name).then(section => setShown(() => section)), [name]);
  return (
    <>
      <nav>
        {Object.keys(SECTIONS).map(section => (
          <a key={section} href={to(`/o/${place.slug}/${section}`)}>
            {section}
          </a>
        ))}
      </nav>
      {Shown && <Shown place={place} rest={rest} />}
    </>
  );
}
