import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { isLang, LANGUAGES, spoken } from '../../../i18n/languages';

type Schemas = components['schemas'];

export type Flyer = Schemas['Flyer'];
export type FlyerState = Schemas['FlyerState'];
export type FlyerText = Schemas['FlyerText'];
export type FlyerWords = Schemas['FlyerWords'];
export type FlyerField = Schemas['FlyerField'];
export type FieldName = FlyerField['name'];
export type GlossaryWord = Schemas['GlossaryWord'];
export type Distributor = Schemas['Distributor'];

/** A language as its own readers write it, easy Norwegian among them. */
export const nameOf = (code: string): string =>
  code === 'lett' || !isLang(code) ? t('team.easy') : LANGUAGES[spoken(code)].name;

/** What HTML calls a language: easy Norwegian is Norwegian. */
export const htmlLang = (code: string): string => (code === 'lett' ? 'nb' : code);

/** "Våren 2019". */
export const seasonName = ({ year, half }: Flyer['season']): string =>
  t(`season.${half}`, { year: String(year) });
