import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../api/client';
import { formatDateYear } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { Later } from '../../../ui/later';
import { Page } from '../../../ui/page';
import type { SectionProps } from '../sections';
import { organises } from '../team';
import { Editing } from './editing';
import { State } from './state';
import { type FlyerText, type GlossaryWord, nameOf, seasonName } from './words';

type Props = Pick<SectionProps, 'place'> & { id: string; lang: string };

/** The editor of one language of a flyer: the text, what it will look like, the glossary and who has read it. */
export default function Editor({ place, id, lang }: Props) {
  const [text, setText] = useState<FlyerText>();
  const [words, setWords] = useState<GlossaryWord[]>([]);
  const [turn, setTurn] = useState(0);
  const { error, run } = useAttempt();
  const readText = async () => {
    setText(await call('get', '/api/flyers/{flyer}/texts/{lang}', { path: { flyer: id, lang } }));
    setTurn(before => before + 1);
  };
  const readWords = async () =>
    setWords(await call('get', '/api/places/{place}/glossary/{lang}', { path: { place: place.slug, lang } }));
  const read = () => run(() => Promise.all([readText(), readWords()]));
  useEffect(() => void read(), []);
  if (!text)
    return (
      <Page title={t('flyer.title')} icon="flyer">
        {!error && <p role="status">{t('is.loading')}</p>}
        <Alert text={error} />
        {error && <Button onClick={read}>{t('do.retry')}</Button>}
      </Page>
    );
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
      <Editing
        key={turn}
        text={text}
        words={words}
        mayInsist={organises(place)}
        onReload={() => run(readText)}
      />
      <Alert text={error} />
      {!source && (
        <Later
          load={() => import('./glossary')}
          place={place}
          lang={lang}
          words={words}
          onChange={readWords}
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
