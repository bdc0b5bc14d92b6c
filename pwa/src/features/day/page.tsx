import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { to } from '../../state/route';
import { Button, ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import css from './day.module.css';
import arrive from './pictures/arrive.svg?url';
import home from './pictures/home.svg?url';
import instruments from './pictures/instruments.svg?url';
import songs from './pictures/songs.svg?url';
import waffles from './pictures/waffles.svg?url';

/** The day in the order in which it happens. */
const STEPS = [
  ['arrive', arrive],
  ['instruments', instruments],
  ['songs', songs],
  ['waffles', waffles],
  ['home', home],
] as const;

/** The day as pictures for the child: large, calm, one below the other; a few words for who reads aloud. */
export default function DayPage({ route }: PageProps) {
  return (
    <Page title={t('day.title')}>
      <ol class={css.day}>
        {STEPS.map(([step, picture]) => (
          <li key={step}>
            <img src={picture} alt="" width="320" height="320" />
            <p>{t(`day.${step}`)}</p>
          </li>
        ))}
      </ol>
      <div class={css.links}>
        <Button icon="print" onClick={() => print()}>
          {t('do.print')}
        </Button>
        <ButtonLink icon="back" href={to(`/p/${route.params.place}`)}>
          {t('nav.back')}
        </ButtonLink>
      </div>
    </Page>
  );
}
