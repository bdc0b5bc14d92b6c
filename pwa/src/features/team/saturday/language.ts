import { lang } from '../../../i18n/i18n';
import { isLang, LANGUAGES, spoken } from '../../../i18n/languages';

/** What the browsers call our languages where it is not the same. */
const THEIRS: Record<string, string> = { prs: 'fa-AF' };

/** A language's name in the language of the page, "tigrinja": who plans for it need not read it. */
export function languageName(code: string): string {
  try {
    const name = new Intl.DisplayNames([spoken(lang()), 'nb'], { type: 'language' }).of(THEIRS[code] ?? code);
    if (name && name !== code) return name;
  } catch {
    // an old browser: its own name does
  }
  return isLang(code) ? LANGUAGES[spoken(code)].name : code;
}
