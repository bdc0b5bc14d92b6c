import { call } from '../../../api/client';
import { formatDateYear } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { newKey } from '../../../state/key';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { ButtonLink } from '../../../ui/button';
import { Later } from '../../../ui/later';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import type { SectionProps } from '../sections';
import { organises } from '../team';
import { Editing } from './editing';
import { State } from './state';
import { type FlyerText, nameOf, seasonName } from './words';

type Props = Pick<SectionProps, 'place'> & { id: string; lang: string };

/** The editor of one language of a flyer: the text, what it will look like, the glossary and who has read it. */
export default function Editor({ place, id, lang }: Props) {
  const shown = useReading(
    `${id} ${lang}`,
    async () => ({
      text: await call('get', '/api/flyers/{flyer}/texts/{lang}', { path: { flyer: id, lang } }),
      turn: newKey(),
    }),
    { steady: true },
  );
  const glossary = useReading(`${place.slug} ${lang}`, () =>
    call('get', '/api/places/{place}/glossary/{lang}', { path: { place: place.slug, lang } }),
  );
  const words = glossary.value ?? [];
  if (!shown.value)
    return (
      <Page title={t('flyer.title')} icon="flyer">
        <Waiting of={shown} />
      </Page>
    );
  const { text, turn } = shown.value;
  const source = lang === text.sourceLang;
  return (
    <Page title={`${nameOf(lang)}, ${seasonName(text.season)}`} icon="flyer">
      <p>
        <ButtonLink look="quiet" icon="back" href={to(`/team/${place.slug}/flyer`)}>
          {t('flyer.all')}
        </ButtonLink>
      </p>
      <State state={text.status} />
      <Readers text={text} />
      <Editing key={turn} text={text} words={words} mayInsist={organises(place)} onReload={shown.again} />
      <Waiting of={shown} />
      {glossary.error !== undefined && <Waiting of={glossary} />}
      {!source && (
        <Later
          load={() => import('./glossary')}
          place={place}
          lang={lang}
          words={words}
          onChange={glossary.again}
        />
      )}
      {!source && organises(place) && <Later load={() => import('./invite')} place={place} lang={lang} />}
    </Page>
  );
}

function Readers({ text: { readers } }: { text: FlyerText }) {
  if (!readers.length) return null;
  return (
    <ul>
      {readers.map(({ name, at }) => (
        <li key={at}>{t('flyer.reader', { name, date: formatDateYear(at) })}</li>
      ))}
    </ul>
  );
}
