import { call } from '../../../api/client';
import { t } from '../../../i18n/i18n';
import { directionOf, LANGUAGES } from '../../../i18n/languages';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { ButtonLink } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import type { SectionProps } from '../sections';
import { Arriving } from './arriving';
import { audienceOf, madeBy, subjectOf } from './log';

/** One message that was made: what it said, to whom, and how it arrives. */
export default function One({ place, id }: Pick<SectionProps, 'place'> & { id: string }) {
  const announcement = useReading(id, () =>
    call('get', '/api/announcements/{announcement}', { path: { announcement: id } }),
  );
  const made = announcement.value;
  return (
    <Page title={made ? subjectOf(made) : t('announcement.title')} icon="mail">
      <Waiting of={announcement} />
      {made && (
        <>
          <p class="soft">
            {audienceOf(made)} · {madeBy(made)}
          </p>
          {made.texts.map(({ lang, text }) => (
            <blockquote key={lang} lang={lang} dir={directionOf(lang)} title={LANGUAGES[lang].name}>
              {text}
            </blockquote>
          ))}
          <Arriving announcement={made} />
        </>
      )}
      <ButtonLink look="quiet" icon="back" href={to(`/team/${place.slug}/announcement`)}>
        {t('announcement.all')}
      </ButtonLink>
    </Page>
  );
}
