import { t } from '../../../i18n/i18n';
import { to } from '../../../state/route';
import { Later } from '../../../ui/later';
import { Page } from '../../../ui/page';
import type { SectionProps } from '../sections';
import css from './people.module.css';

const TABS = ['volunteers', 'certificates', 'partners', 'families'] as const;
type Tab = (typeof TABS)[number];

/** Those around the place, in four parts: `/people/volunteers`, `/people/volunteers/<id>` is one of them. */
export default function PeoplePage({ place, rest: [tab = 'volunteers', id] }: SectionProps) {
  const current = TABS.find(each => each === tab) ?? 'volunteers';
  return (
    <Page title={t('people.title')} icon="volunteer">
      <nav class={css.tabs} aria-label={t('people.tabs')}>
        {TABS.map(each => (
          <a
            key={each}
            href={to(`/o/${place.slug}/people/${each}`)}
            aria-current={each === current ? 'page' : undefined}
          >
            {t(`people.tab.${each}`)}
          </a>
        ))}
      </nav>
      <Part key={id ?? current} tab={current} slug={place.slug} id={id} />
    </Page>
  );
}

function Part({ tab, slug, id }: { tab: Tab; slug: string; id: string | undefined }) {
  if (tab === 'certificates') return <Later load={() => import('./certificates')} slug={slug} />;
  if (tab === 'partners') return <Later load={() => import('./partners')} slug={slug} />;
  if (tab === 'families') return <Later load={() => import('./families')} slug={slug} />;
  if (id) return <Later load={() => import('./volunteer')} slug={slug} id={id} />;
  return <Later load={() => import('./volunteers')} slug={slug} />;
}
