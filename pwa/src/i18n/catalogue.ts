import type nb from '../../../internal/i18n/locales/nb.json';
import type { Lang } from './languages';

type SourceKey = keyof typeof nb & string;
type ServerOnly = `${'mail' | 'push' | 'flyer' | 'page'}.${string}`;
/** A name is a plural form only beside a form `_other`: `err.too_many` is not. */
type WithoutPlural<Name> = Name extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? `${Base}_other` extends SourceKey
    ? Base
    : Name
  : Name;

/** A text of the app, as named in nb.json; a counted text goes by its name without the plural suffix. */
export type Key = WithoutPlural<Exclude<SourceKey, ServerOnly>>;

/** How a language writes dates, times, numbers and lists: one entry of internal/i18n/dates.json. */
export interface DateTable {
  weekdaysLong: string[];
  weekdaysShort: string[];
  monthsLong: string[];
  monthsShort: string[];
  date: string;
  dateYear: string;
  time: string;
  digits: string;
  listSeparator: string;
  listLast: string;
}

/** `core` is needed by every page; `vol` and `legal` come with the routes that use them. */
export type Part = 'core' | 'vol' | 'legal';

/** One file of the build: texts by name, and with `core` the language's dates. */
export interface Chunk {
  texts: Record<string, string>;
  dates?: DateTable;
}

/** Loads one part of a language from `/assets/texts-<hash>/`, where the build put it; the server's hints have it on its way. */
export async function loadChunk(lang: Lang, part: Part): Promise<Chunk> {
  const response = await fetch(`${__TEXTS__}/${lang}.${part}.json`, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`no catalogue ${lang}.${part}`);
  return response.json();
}
