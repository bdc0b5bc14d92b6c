import type { Company, SessionBrief } from '../../api/types';
import { formatFacts } from '../../i18n/dates';
import { number, t } from '../../i18n/i18n';
import { KINDS, NO_HEADS, sumOf } from '../../state/heads';

/** What a family that never answered most likely is; it can be changed right after the tap. */
const FIRST: Company = { ...NO_HEADS, children: 1, parents: 1 };

/** The first of these with anybody in it: of this day, last time's. */
export const usualOr = (...known: (Company | undefined)[]): Company =>
  known.find(company => company && sumOf(company) > 0) ?? FIRST;

/** What so many people should know before they say yes: that not all of them, or none, get seats at once. */
export const shortage = ({ seatsLeft = Infinity }: SessionBrief, company: Company): string =>
  seatsLeft < sumOf(company) ? t(seatsLeft ? 'seats.fewer' : 'seats.full') : '';

/** "Barn: 1 · Foreldre: 1": needs no plural, and no number is parted from its word. */
export const describe = (company: Company): string =>
  formatFacts(
    KINDS.filter(kind => company[kind] > 0).map(
      kind => `${t(`kind.${kind}`)}:\u00a0${number(company[kind])}`,
    ),
  );
