import type { Company } from '../../api/types';
import { formatFacts } from '../../i18n/dates';
import { number, t } from '../../i18n/i18n';

/** The kinds of people, in the order in which a family counts itself. */
export const KINDS = ['children', 'young', 'parents', 'siblings', 'supporters', 'staff'] as const;

/** What a family that never answered most likely is; it can be changed right after the tap. */
const FIRST: Company = { children: 1, young: 0, parents: 1, siblings: 0, supporters: 0, staff: 0 };

export const headsOf = (company: Company): number => KINDS.reduce((sum, kind) => sum + company[kind], 0);

/** Last time's company when there was one. */
export const usualOr = (usual: Company | undefined): Company => (usual && headsOf(usual) > 0 ? usual : FIRST);

/** "Barn: 1 · Foreldre: 1": needs no plural, and no number is parted from its word. */
export const describe = (company: Company): string =>
  formatFacts(
    KINDS.filter(kind => company[kind] > 0).map(
      kind => `${t(`kind.${kind}`)}:\u00a0${number(company[kind])}`,
    ),
  );
