import { signal } from '../state/signal';
import { type DateTable, hasPart, type Key, loadChunk, type Part } from './catalogue';
import { directionOf, type Lang, spoken } from './languages';
import { pluralOf } from './plural';

type Values = Record<string, string | number>;

interface Loaded {
  lang: Lang;
  texts: Record<string, string>;
  dates: DateTable;
  parts: Set<Part>;
}

const loaded = signal<Loaded | undefined>();

function current(): Loaded {
  if (!loaded.value) throw new Error('no language is loaded yet');
  return loaded.value;
}

/** The language on the screen. Reading it in a component follows a change. */
export const lang = (): Lang => current().lang;

/** The date table of the language on the screen. */
export const dateTable = (): DateTable => current().dates;

/**
 * Shows the app in `next`: loads its core texts and those parts that are in use already, then swaps all of
 * them at once, so that no page is ever half translated.
 */
export async function showLanguage(next: Lang): Promise<void> {
  if (loaded.value?.lang === next) return;
  const inUse: Part[] = [...(loaded.value?.parts ?? ['core' as const])];
  const parts = new Set(inUse.filter(part => hasPart(next, part)));
  const chunks = await Promise.all([...parts].map(part => loadChunk(next, part)));
  const dates = chunks.find(chunk => chunk.dates)?.dates;
  if (!dates) throw new Error(`no date table for ${next}`);
  loaded.value = { lang: next, texts: Object.assign({}, ...chunks.map(chunk => chunk.texts)), dates, parts };
  document.documentElement.lang = spoken(next);
  document.documentElement.dir = directionOf(next);
}

/** Adds the texts of a lazily loaded part, once. */
export async function needTexts(part: Part): Promise<void> {
  const before = current();
  if (before.parts.has(part)) return;
  const { texts } = await loadChunk(before.lang, part);
  const now = current();
  if (now.lang !== before.lang) return needTexts(part);
  loaded.value = { ...now, texts: { ...now.texts, ...texts }, parts: new Set([...now.parts, part]) };
}

/** Calls `act` with the language on the screen, now and whenever it changes. */
export const followLanguage = (act: () => void): void => loaded.follow(act);

/** Whether the language on the screen has a text of this name, for names that come from the server. */
export const hasText = (key: string): boolean => key in current().texts;

/** Writes a whole number in the digits of the language. */
export const number = (n: number): string => inDigits(String(n), dateTable().digits);

/** Replaces the digits 0–9 of `text` by those of a language. */
export const inDigits = (text: string, digits: string): string =>
  text.replace(/\d/g, digit => digits[Number(digit)] ?? digit);

/**
 * The text of `key` in the language on the screen. `{name}` places are filled from `values`; `n` chooses the
 * plural form. Numbers come in the language's digits; strings are isolated where directions could mix.
 */
export function t(key: Key, values?: Values): string {
  const { lang, texts } = current();
  const n = values?.n;
  const counted =
    typeof n === 'number'
      ? ((n === 0 ? texts[`${key}_zero`] : undefined) ??
        texts[`${key}_${pluralOf(spoken(lang), n)}`] ??
        texts[`${key}_other`])
      : undefined;
  const text = counted ?? texts[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (_, name: string) => fill(values[name], lang)) : text;
}

const RTL_LETTER = /[\u0590-\u08ff]/;

function fill(value: string | number | undefined, lang: Lang): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return number(value);
  const mayMix = directionOf(lang) === 'rtl' || RTL_LETTER.test(value);
  return mayMix ? `\u2068${value}\u2069` : value;
}
