// Splits internal/i18n/locales/<lang>.json into the parts that the app loads, adds those of internal/i18n/staff, and
// refuses catalogues that are not complete.
//
//   core   what every page may need, with the language's dates
//   volunteer   the volunteers' pages      legal   about, privacy, accessibility      pulse   how it was
//   staff.team, staff.season …   the team's pages by area, in the languages of a team: staff/<area>.<lang>.json
//
// Texts of the server (mail, push, flyers, page titles) stay out.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCALES = join(import.meta.dirname, '../../internal/i18n/locales');
const STAFF = join(import.meta.dirname, '../../internal/i18n/staff');
const LANGUAGES = join(import.meta.dirname, '../../internal/i18n/languages.json');
const DATES = join(import.meta.dirname, '../../internal/i18n/dates.json');

const readJson = path => JSON.parse(readFileSync(path, 'utf8'));

const SOURCE = 'nb';
/** The languages of the team's pages. */
const STAFF_LANGS = Object.entries(readJson(LANGUAGES)).flatMap(([code, { team }]) => (team ? [code] : []));
/** Easy Norwegian rewrites only some texts; the others are those of the source. */
const EASY = 'lett';
const PARTS = ['core', 'volunteer', 'legal', 'pulse'];
const SERVER_ONLY = ['mail', 'push', 'flyer', 'page'];
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** ICU's name where it differs from ours. */
const ICU = { prs: 'fa-AF' };

const splitForm = key => [key.replace(PLURAL, ''), PLURAL.exec(key)?.[1]];
const placesIn = text => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');

/** The forms that whole numbers take in a language, and those it may have besides. */
function pluralForms(lang) {
  const rules = new Intl.PluralRules(ICU[lang] ?? lang);
  const needed = new Set(Array.from({ length: 201 }, (_, n) => rules.select(n)));
  return { needed, allowed: new Set([...rules.resolvedOptions().pluralCategories, 'zero']) };
}

/** Everything that is wrong with one catalogue, in words. A text is counted when nb has a form `_other` of it. */
export function faultsOf(lang, texts, source) {
  const faults = [];
  const isCounted = key => `${splitForm(key)[0]}_other` in source;
  const { needed, allowed } = pluralForms(lang);
  for (const key of Object.keys(source)) {
    if (!isCounted(key) && !(key in texts)) faults.push(`misses ${key}`);
    if (!isCounted(key) || !key.endsWith('_other')) continue;
    const [base] = splitForm(key);
    for (const form of needed) if (!(`${base}_${form}` in texts)) faults.push(`misses ${base}_${form}`);
  }
  for (const [key, text] of Object.entries(texts)) {
    const known = isCounted(key) ? allowed.has(splitForm(key)[1]) : key in source;
    if (!known) faults.push(`does not know ${key}`);
    else if (typeof text !== 'string' || text.trim() === '') faults.push(`has no text for ${key}`);
    else if (!isCounted(key) && placesIn(text) !== placesIn(source[key]))
      faults.push(`has other places than nb in ${key}`);
  }
  return faults;
}

const partOf = key => {
  const prefix = key.slice(0, key.indexOf('.'));
  if (SERVER_ONLY.includes(prefix)) return undefined;
  return PARTS.includes(prefix) ? prefix : 'core';
};

function split(texts, dates) {
  const parts = Object.fromEntries(PARTS.map(part => [part, { texts: {} }]));
  parts.core.dates = dates;
  for (const [key, text] of Object.entries(texts)) {
    const part = partOf(key);
    if (part) parts[part].texts[key] = text;
  }
  return parts;
}

/** Adds the parts of the team's pages, and returns what is wrong with them. */
function addStaff(catalogues, lenient) {
  const faults = [];
  const parts = readdirSync(STAFF).filter(name => name.endsWith(`.${SOURCE}.json`));
  for (const part of parts.map(name => name.slice(0, name.indexOf('.')))) {
    const source = readJson(join(STAFF, `${part}.${SOURCE}.json`));
    for (const key of Object.keys(source))
      if (!key.startsWith(`${part}.`)) faults.push(`${key} is not ${part}'s`);
    for (const lang of STAFF_LANGS) {
      const texts = readJson(join(STAFF, `${part}.${lang}.json`));
      faults.push(...faultsOf(lang, texts, source).map(fault => `${part} ${lang} ${fault}`));
      catalogues[lang][`staff.${part}`] = { texts: lenient ? { ...source, ...texts } : texts };
    }
  }
  return faults;
}

/**
 * Checks every catalogue and returns the parts of each: { nb: { core, volunteer, legal }, … }.
 * `lenient` fills gaps from the source, for development.
 */
export function readCatalogues({ lenient = false } = {}) {
  const source = readJson(join(LOCALES, `${SOURCE}.json`));
  const dates = readJson(DATES);
  const present = readdirSync(LOCALES);
  const textsOf = lang => (present.includes(`${lang}.json`) ? readJson(join(LOCALES, `${lang}.json`)) : {});
  const faults = [];
  const catalogues = {};
  for (const lang of Object.keys(dates)) {
    const texts = textsOf(lang);
    faults.push(...faultsOf(lang, texts, source).map(fault => `${lang} ${fault}`));
    catalogues[lang] = split(lenient ? { ...source, ...texts } : texts, dates[lang]);
  }
  const easy = textsOf(EASY);
  faults.push(
    ...Object.keys(easy)
      .filter(key => !(key in source))
      .map(key => `${EASY} does not know ${key}`),
  );
  catalogues[EASY] = split({ ...source, ...easy }, dates[SOURCE]);
  faults.push(...addStaff(catalogues, lenient));
  if (faults.length && !lenient) throw new Error(`catalogues:\n  ${faults.join('\n  ')}`);
  return catalogues;
}
