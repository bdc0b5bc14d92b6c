import { LANGUAGES, type Language } from './languages';

/** Our language for a tag of the phone: "no" is nb, Dari is fa-AF, Sorani is ku-Arab. The server's codeOf says the same. */
function codeOf(tag: string): Language | undefined {
  const [base = '', ...rest] = tag.toLowerCase().split('-');
  if (base === 'no') return 'nb';
  if (base === 'fa' && rest.includes('af')) return 'prs';
  if (base === 'ku') return rest.includes('arab') ? 'ckb' : 'kmr';
  return base in LANGUAGES ? (base as Language) : undefined;
}

/** The language that the reader chose on this phone, else the first of the phone's that we have. */
export function readersLanguage(): Language | undefined {
  const chosen = /(?:^|; )lang=(\w+)/.exec(document.cookie)?.[1];
  return [chosen ?? '', ...navigator.languages].map(codeOf).find(Boolean);
}
