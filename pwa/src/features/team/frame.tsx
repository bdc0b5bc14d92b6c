import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { TeamPlace } from '../../api/types';
import { t } from '../../i18n/i18n';
import { to } from '../../state/route';
import { MISSING, updateReady } from '../../state/worker';
import { Icon } from '../../ui/icon';
import { ICONS, loadSection, type Section, type SectionProps } from './sections';
import { team } from './team';
import css from './team.module.css';

interface Props {
  place: TeamPlace;
  sections: Section[];
  current: Section;
  rest: string[];
}

/** As many ways as a narrow phone has room for; the others stand behind one more. */
const AT_THE_THUMB = 4;

/** A section of a place, with the ways to the others and, for who has several, to another place. */
export function Frame({ place, sections, current, rest }: Props) {
  const [Shown, setShown] = useState<ComponentType<SectionProps>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    loadSection(current).then(
      section => setShown(() => section),
      () => setFailed(dispatchEvent(new Event(MISSING))),
    );
  }, [current]);
  return (
    <>
      <p class={css.place}>
        <span>{place.name}</span>
        {(team.value?.places.length ?? 0) > 1 && <a href={to('/team')}>{t('team.other_place')}</a>}
      </p>
      <Ways place={place} sections={sections} current={current} />
      {Shown && <Shown place={place} rest={rest} />}
      {!Shown && (
        <p role="status">{t(failed ? (updateReady.value ? 'update.ready' : 'err.offline') : 'is.loading')}</p>
      )}
    </>
  );
}

/** At the thumb on a phone, the less used behind "more"; in a row at a desk. */
function Ways({ place, sections, current }: Omit<Props, 'rest'>) {
  const way = (section: Section, look?: string) => (
    <a
      key={section}
      class={look}
      href={to(`/team/${place.slug}/${section}`)}
      aria-current={section === current ? 'page' : undefined}
    >
      <Icon name={ICONS[section]} />
      {t(`team.to.${section}`)}
    </a>
  );
  const all = sections.length <= AT_THE_THUMB + 1;
  const first = all ? sections : sections.slice(0, AT_THE_THUMB);
  const others = all ? [] : sections.slice(AT_THE_THUMB);
  return (
    <nav class={css.sections} aria-label={t('team.ways')}>
      {first.map(section => way(section))}
      {others.map(section => way(section, css.late))}
      {others.length > 0 && (
        <details>
          <summary aria-current={others.includes(current) ? 'true' : undefined}>
            <Icon name="menu" />
            {t('team.more')}
          </summary>
          <div class={css.rest}>{others.map(section => way(section))}</div>
        </details>
      )}
    </nav>
  );
}
