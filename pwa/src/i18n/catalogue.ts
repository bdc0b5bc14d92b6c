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

type Texts = Record<string, string>;
interface Chunk {
  texts: Texts;
  dates?: DateTable;
}

const chunks = import.meta.glob<Chunk>('../../.catalogues/*/*.json', { import: 'default' });

/** Loads one part of a language. The build wrote it from internal/i18n, in its own hashed file. */
export function loadChunk(lang: Lang, part: Part): Promise<Chunk> {
  const load = chunks[`../../.catalogues/${lang}/${part}.json`];
  return load ? load() : Promise.reject(new Error(`no catalogue ${lang}/${part}`));
}
