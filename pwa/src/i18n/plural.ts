import type { Language } from './languages';

export type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Rule = (n: number) => Plural;

const single: Rule = n => (n === 1 ? 'one' : 'other');
const atMostOne: Rule = n => (n <= 1 ? 'one' : 'other');

const endsInFew = (n: number) => n % 10 >= 2 && n % 10 <= 4 && !(n % 100 >= 12 && n % 100 <= 14);
const polish: Rule = n => (n === 1 ? 'one' : endsInFew(n) ? 'few' : 'many');
const ukrainian: Rule = n => (n % 10 === 1 && n % 100 !== 11 ? 'one' : endsInFew(n) ? 'few' : 'many');

function arabic(n: number): Plural {
  if (n <= 2) return (['zero', 'one', 'two'] as const)[n] ?? 'other';
  const rest = n % 100;
  if (rest >= 3 && rest <= 10) return 'few';
  return rest >= 11 ? 'many' : 'other';
}

const RULES: Partial<Record<Language, Rule>> = {
  ar: arabic,
  pl: polish,
  uk: ukrainian,
  prs: atMostOne,
  fa: atMostOne,
  ti: atMostOne,
};

/** The CLDR category of a whole number of people, places or days. Phones lack several of our languages, so the rules are ours. */
export const pluralOf = (lang: Language, n: number): Plural => (RULES[lang] ?? single)(n);
