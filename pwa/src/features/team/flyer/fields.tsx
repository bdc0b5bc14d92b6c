import { t } from '../../../i18n/i18n';
import { TextArea } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import css from './flyer.module.css';
import { joined, type Pair, placeOf } from './sentences';
import { type FlyerField, type FlyerText, type GlossaryWord, htmlLang } from './words';

interface Props {
  text: FlyerText;
  field: FlyerField;
  pairs: Pair[];
  words: readonly GlossaryWord[];
  onChange(pairs: Pair[]): void;
}

/** One field of the flyer: the source as a whole, a translation sentence by sentence. */
export function Field({ text, field, pairs, words, onChange }: Props) {
  const change = (at: number) => (event: { currentTarget: HTMLTextAreaElement }) => {
    const written = event.currentTarget.value;
    onChange(pairs.map((pair, i) => (i === at ? { ...pair, text: written } : pair)));
  };
  const over = joined(pairs).length - field.most;
  const tooLong = over > 0 ? t('flyer.too_long', { n: over }) : undefined;
  const own = { lang: htmlLang(text.lang), dir: text.dir };
  if (text.lang === text.sourceLang)
    return (
      <TextArea
        label={t(`flyer.field.${field.name}`)}
        {...own}
        rows={field.name === 'title' ? 2 : 6}
        value={pairs[0]?.text}
        error={tooLong}
        onInput={change(0)}
      />
    );
  return (
    <section aria-label={t(`flyer.field.${field.name}`)}>
      <h2>{t(`flyer.field.${field.name}`)}</h2>
      <Changes field={field} lang={text.sourceLang} />
      {pairs.map(({ source, text: written }, i) => (
        <div key={i} class={css.pair}>
          <label>
            <span lang={htmlLang(text.sourceLang)} dir="ltr">
              <Marked sentence={source || t('flyer.no_sentence')} words={words} />
            </span>
            <textarea
              {...own}
              rows={Math.ceil(written.length / 45) + 1}
              value={written}
              onInput={change(i)}
            />
          </label>
          <Terms sentence={source} words={words} {...own} />
        </div>
      ))}
      <p role="alert">{tooLong}</p>
    </section>
  );
}

/** What the source said when the translation was made, and what it says now. */
function Changes({ field, lang }: { field: FlyerField; lang: string }) {
  if (!field.changes.length) return null;
  return (
    <Notice icon="warning">
      <strong>{t('flyer.changes')}</strong>
      {field.changes.map(({ was, now }, i) => (
        <p key={i} lang={htmlLang(lang)} dir="ltr">
          {was && <del>{was}</del>} {now && <ins>{now}</ins>}
        </p>
      ))}
    </Notice>
  );
}

const found = (sentence: string, words: readonly GlossaryWord[]) =>
  words.filter(({ term }) => placeOf(term, sentence) >= 0);

/** A sentence with the first word of the glossary in it underlined. */
function Marked({ sentence, words }: { sentence: string; words: readonly GlossaryWord[] }) {
  const hits = found(sentence, words)
    .map(({ term }) => ({ at: placeOf(term, sentence), length: term.length }))
    .sort((a, b) => a.at - b.at);
  let end = 0;
  const pieces = hits.flatMap(({ at, length }) => {
    if (at < end) return [];
    const before = sentence.slice(end, at);
    end = at + length;
    return [before, <mark key={at}>{sentence.slice(at, end)}</mark>];
  });
  return (
    <>
      {pieces}
      {sentence.slice(end)}
    </>
  );
}

/** How the glossary translates the words that are marked. */
function Terms({
  sentence,
  words,
  ...own
}: {
  sentence: string;
  words: readonly GlossaryWord[];
  lang: string;
  dir: 'ltr' | 'rtl';
}) {
  const hits = found(sentence, words);
  if (!hits.length) return null;
  return (
    <ul class={css.terms}>
      {hits.map(({ term, translation, note }) => (
        <li key={term}>
          {term}: <bdi {...own}>{translation}</bdi>
          {note && <bdi class="soft"> ({note})</bdi>}
        </li>
      ))}
    </ul>
  );
}
