import type { Chunk } from '../src/i18n/catalogue';

type Texts = Record<string, string>;
export function faultsOf(lang: string, texts: Texts, source: Texts): string[];
export function readCatalogues(options?: { lenient?: boolean }): Record<string, Record<string, Chunk>>;
