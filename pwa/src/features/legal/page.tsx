import type { PageProps } from '../../app/pages';
import { formatDateYear } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';

const ABOUT = ['what', 'free', 'thanks', 'translations'] as const;
const PRIVACY = ['least', 'device', 'special', 'helps', 'push', 'phone'] as const;

/** How long things are kept: the same figures as the program's own timers. */
const KEPT = { months: 24, days: 30 };
const CONTACT = 'post@dissimilis.no';

/** When the statement of accessibility was last held against the pages. */
const ASSESSED = '2026-11-22T12:00:00Z';
const AUTHORITY = 'uutilsynet.no';

/** About us, what we know and for how long, or who can use the pages: short sentences, one thought each. */
export default function LegalPage({ route }: PageProps) {
  if (route.name === 'accessibility') return <Accessibility />;
  return route.name === 'about' ? <About /> : <Privacy />;
}

function About() {
  return (
    <Page title={t('legal.about.title')}>
      {ABOUT.map(part => (
        <p key={part}>{t(`legal.about.${part}`)}</p>
      ))}
      <ButtonLink icon="next" href={to('/privacy')}>
        {t('legal.privacy.title')}
      </ButtonLink>
      <ButtonLink icon="next" href={to('/accessibility')}>
        {t('legal.access.title')}
      </ButtonLink>
    </Page>
  );
}

function Accessibility() {
  return (
    <Page title={t('legal.access.title')}>
      <p>{t('legal.access.hold')}</p>
      <p>{t('legal.access.known')}</p>
      <p>{t('legal.access.tell', { email: CONTACT })}</p>
      <p>{t('legal.access.complain', { site: AUTHORITY })}</p>
      <p class="soft">{t('legal.access.date', { date: formatDateYear(ASSESSED) })}</p>
    </Page>
  );
}

function Privacy() {
  return (
    <Page title={t('legal.privacy.title')}>
      {PRIVACY.map(part => (
        <p key={part}>{t(`legal.privacy.${part}`)}</p>
      ))}
      <p>{t('legal.privacy.keep', KEPT)}</p>
      <p>{t('legal.privacy.rights')}</p>
      <p>{t('legal.privacy.contact', { email: CONTACT })}</p>
      <ButtonLink icon="family" href={to('/me')}>
        {t('nav.family')}
      </ButtonLink>
    </Page>
  );
}
