import type { Company } from '../../api/types';
import { formatFacts } from '../../i18n/dates';
import { number, t } from '../../i18n/i18n';
import { KINDS, NO_HEADS, sumOf } from '../../state/heads';

/** What a family that never answered most likely is; it can be changed right after the tap. */
const FIRST: Company = { ...NO_HEADS, children: 1, parents: 1 };

/** Last time's company when there was one. */
export const usualOr = (usual: Company | undefined): Company => (usual && sumOf(usual) > 0 ? usual : FIRST);

/** "Barn: 1 · Foreldre: 1": needs no plural, and no number is parted from its word. */
export const describe = (company: Company): string =>
  formatFacts(
    KINDS.filter(kind => company[kind] > 0).map(
      kind => `${t(`kind.${kind}`)}:\u00a0${number(company[kind])}`,
    ),
  );
