import type { components } from '../../../api/schema';
import type { Role } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { isLang, LANGUAGES, spoken } from '../../../i18n/languages';

export type TeamRole = components['schemas']['TeamRole'];

/** "Oversetter: العربية": what a role is called. */
export function roleName({ role, lang }: { role: Role; lang?: string | undefined }): string {
  const name = t(`team.role.${role}`);
  if (!lang) return name;
  return `${name}: ${isLang(lang) && lang !== 'lett' ? LANGUAGES[spoken(lang)].name : t('team.easy')}`;
}
