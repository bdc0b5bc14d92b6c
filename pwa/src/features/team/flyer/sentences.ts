import type { FieldName, FlyerField, FlyerText, FlyerWords } from './words';

/** A sentence of the source, and what stands for it in the translation. */
export interface Pair {
  source: string;
  text: string;
  /** What follows it: a space, or a new line where the source or the translation has one. */
  end: string;
}

export type Pairs = Record<FieldName, Pair[]>;

const endOf = (...pieces: string[]): string => (pieces.some(piece => piece.endsWith('\n')) ? '\n' : ' ');

/** A field's sentences, at least one to write in. */
const pairsOf = ({ pairs }: FlyerField): Pair[] =>
  (pairs.length ? pairs : [{ source: '', text: '' }]).map(({ source, text }) => ({
    source: source.trim(),
    text: text.trim(),
    end: endOf(source, text),
  }));

/** All sentences of a text, by field. The source itself is written a field at a time. */
export function pairsIn(text: FlyerText): Pairs {
  const words = text.draft?.words ?? text.text;
  const whole = text.lang === text.sourceLang;
  const entries = text.fields.map(field => [
    field.name,
    whole ? [{ source: '', text: words[field.name], end: '' }] : pairsOf(field),
  ]);
  return Object.fromEntries(entries);
}

/** One field as a whole again. */
export const joined = (pairs: readonly Pair[]): string =>
  pairs
    .filter(({ text }) => text.trim())
    .map(({ text, end }) => text.trim() + end)
    .join('')
    .trim();

export const wordsOf = (pairs: Pairs): FlyerWords => ({
  title: joined(pairs.title),
  what: joined(pairs.what),
  who: joined(pairs.who),
  happens: joined(pairs.happens),
  thanks: joined(pairs.thanks),
});

/** Where a word, or a longer form of it, stands in a sentence; −1 is nowhere. */
export function placeOf(term: string, sentence: string): number {
  const found = new RegExp(`(^|[^\\p{L}])(${term.replace(/[^\p{L}\p{N}]+/gu, '.')})`, 'iu').exec(sentence);
  return found ? found.index + (found[1]?.length ?? 0) : -1;
}
