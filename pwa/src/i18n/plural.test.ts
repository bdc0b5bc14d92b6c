import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from './languages';
import { pluralOf } from './plural';

const ICU: Partial<Record<Language, string>> = { prs: 'fa-AF' };

test.each(Object.keys(LANGUAGES) as Language[])('%s counts as CLDR says', lang => {
  const rules = new Intl.PluralRules(ICU[lang] ?? lang);
  for (let n = 0; n <= 250; n++) expect(`${n} ${pluralOf(lang, n)}`).toBe(`${n} ${rules.select(n)}`);
});
