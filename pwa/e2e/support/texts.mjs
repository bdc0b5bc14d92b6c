/** The catalogues that the program speaks from. */

import { readFileSync } from 'node:fs';

const read = name =>
  JSON.parse(readFileSync(new URL(`../../../internal/i18n/${name}.json`, import.meta.url)));

const LISTED = Object.entries(read('languages'));
const codesWhere = which => LISTED.filter(([, language]) => which(language)).map(([code]) => code);

/** The languages of the app, those of the team's pages, and which run from right to left. */
export const LANGUAGES = codesWhere(() => true);
export const STAFF_LANGUAGES = codesWhere(({ team }) => team);
export const RIGHT_TO_LEFT = codesWhere(({ dir }) => dir === 'rtl');

/** The texts of a language by their keys. */
export const textsOf = lang =>
  JSON.parse(readFileSync(new URL(`../../../internal/i18n/locales/${lang}.json`, import.meta.url)));
