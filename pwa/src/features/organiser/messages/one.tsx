import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { Announcement } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { directionOf, LANGUAGES } from '../../../i18n/languages';
import { useAttempt } from '../../../state/attempt';
import { to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { ButtonLink } from '../../../ui/button';
import { Page } from '../../../ui/page';
import type { SectionProps } from '../sections';
import { Arriving } from './arriving';
import { audienceOf, madeBy, subjectOf } from './log';

/** One message that was made: what it said, to whom, and how it arrives. */
export default function One({ place, id }: Pick<SectionProps, 'place'> & { id: string }) {
  const [made, setMade] = useState<Announcement>();
  const { error, run } = useAttempt();
  const path = { announcement: id };
  useEffect(
    () => void run(async () => setMade(await call('get', '/api/announcements/{announcement}', { path }))),
    [],
  );
  return (
    <Page title={made ? subjectOf(made) : t('tell.title')} icon="mail">
      <Alert text={error} />
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
      <ButtonLink look="quiet" icon="back" href={to(`/o/${place.slug}/messages`)}>
        {t('tell.all')}
      </ButtonLink>
    </Page>
  );
}
