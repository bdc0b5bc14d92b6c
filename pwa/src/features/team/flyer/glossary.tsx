import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/field';
import { More } from '../../../ui/more';
import type { SectionProps } from '../sections';
import { type Column, Table } from '../table';
import { type GlossaryWord, htmlLang } from './words';

interface Props extends Pick<SectionProps, 'place'> {
  lang: string;
  words: readonly GlossaryWord[];
  onChange(): Promise<unknown>;
}

const EMPTY = { term: '', translation: '', note: '' };

/** How Norwegian words are translated here; a word that is given again is corrected, for this place. */
export default function Glossary({ place, lang, words, onChange }: Props) {
  const [word, setWord] = useState(EMPTY);
  const { busy, error, run } = useAttempt();
  const set = (name: keyof typeof EMPTY) => (event: { currentTarget: HTMLInputElement }) =>
    setWord({ ...word, [name]: event.currentTarget.value });
  const save = () =>
    run(async () => {
      await call('put', '/api/places/{place}/glossary/{lang}', {
        path: { place: place.slug, lang },
        body: word,
      });
      await onChange();
      setWord(EMPTY);
      say(t('flyer.glossary.saved'));
    });
  const columns: Column<GlossaryWord>[] = [
    { name: t('flyer.glossary.term'), cell: ({ term }) => <span lang="nb">{term}</span> },
    {
      name: t('flyer.glossary.translation'),
      cell: each => <bdi lang={htmlLang(lang)}>{each.translation}</bdi>,
    },
    { name: t('flyer.glossary.note'), cell: ({ note }) => note },
    {
      name: '',
      cell: ({ own: _, ...each }) => (
        <Button
          look="quiet"
          aria-label={`${t('flyer.glossary.correct')}: ${each.term}`}
          onClick={() => setWord(each)}
        >
          {t('flyer.glossary.correct')}
        </Button>
      ),
    },
  ];
  return (
    <More icon="language" title={t('flyer.glossary')}>
      <Table caption={t('flyer.glossary')} unseen columns={columns} rows={words} keyOf={({ term }) => term} />
      <form
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('flyer.glossary.term')}
          required
          maxLength={60}
          value={word.term}
          onInput={set('term')}
        />
        <TextField
          label={t('flyer.glossary.translation')}
          lang={htmlLang(lang)}
          required
          maxLength={120}
          value={word.translation}
          onInput={set('translation')}
        />
        <TextField label={t('flyer.glossary.note')} maxLength={300} value={word.note} onInput={set('note')} />
        <Alert text={error} />
        <Button type="submit" icon="plus" busy={busy}>
          {t('flyer.glossary.save')}
        </Button>
      </form>
    </More>
  );
}
