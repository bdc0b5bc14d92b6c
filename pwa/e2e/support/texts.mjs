/** The catalogues that the program speaks from. */

import { readFileSync } from 'node:fs';

/** The languages of the app, and which of them run from right to left. */
export const LANGUAGES = [
  'nb',
  'nn',
  'en',
  'prs',
  'ps',
  'ar',
  'so',
  'ur',
  'pl',
  'uk',
  'ti',
  'tr',
  'kmr',
  'ckb',
  'fa',
];
export const RIGHT_TO_LEFT = ['prs', 'ps', 'ar', 'ur', 'ckb', 'fa'];

/** The texts of a language by their keys. */
export const textsOf = lang =>
  JSON.parse(readFileSync(new URL(`../../../internal/i18n/locales/${lang}.json`, import.meta.url)));
