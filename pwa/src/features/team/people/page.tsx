import type { StaffPart } from '../../../i18n/catalogue';
import { needTexts, t } from '../../../i18n/i18n';
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
    <Page title={t('team.people.title')} icon="volunteer">
      <nav class={css.tabs} aria-label={t('team.people.tabs')}>
        {TABS.map(each => (
          <a
            key={each}
            href={to(`/team/${place.slug}/people/${each}`)}
            aria-current={each === current ? 'page' : undefined}
          >
            {t(`team.people.tab.${each}`)}
          </a>
        ))}
      </nav>
      <Part key={id ?? current} tab={current} slug={place.slug} id={id} />
    </Page>
  );
}

/** Loads the code of a tab together with its texts. */
const tabOf =
  <Code,>(part: StaffPart, load: () => Promise<Code>) =>
  async (): Promise<Code> => {
    const [code] = await Promise.all([load(), needTexts(part)]);
    return code;
  };

const certificates = tabOf('staff.volunteer', () => import('../volunteer/certificates'));
const partners = tabOf('staff.partner', () => import('../partner/partners'));
const families = tabOf('staff.family', () => import('../family/families'));
const volunteer = tabOf('staff.volunteer', () => import('../volunteer/volunteer'));
const volunteers = tabOf('staff.volunteer', () => import('../volunteer/volunteers'));

function Part({ tab, slug, id }: { tab: Tab; slug: string; id: string | undefined }) {
  if (tab === 'certificates') return <Later load={certificates} slug={slug} />;
  if (tab === 'partners') return <Later load={partners} slug={slug} />;
  if (tab === 'families') return <Later load={families} slug={slug} />;
  if (id) return <Later load={volunteer} slug={slug} id={id} />;
  return <Later load={volunteers} slug={slug} />;
}
