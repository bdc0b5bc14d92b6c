import { formatFacts } from '../../../i18n/dates';
import { number, t } from '../../../i18n/i18n';
import { KINDS, sumOf } from '../../../state/heads';
import { Tile, Tiles } from '../tiles';
import type { Saturday } from './saturday';

/** The big numbers, and below them who they are. */
export function Numbers({ saturday }: { saturday: Saturday }) {
  const { coming, capacity, seatsTaken, families, arrived } = saturday;
  const kinds = KINDS.filter(kind => coming[kind] > 0).map(
    kind => `${t(`kind.${kind}`)}: ${number(coming[kind])}`,
  );
  const others = [
    families.waiting > 0 && t('saturday.families.waiting', { n: families.waiting }),
    families.tooLarge > 0 && t('saturday.families.too_large', { n: families.tooLarge }),
    families.nextNeeds !== undefined && t('saturday.families.next', { n: families.nextNeeds }),
    families.offered > 0 && t('saturday.families.offered', { n: families.offered }),
    families.notComing > 0 && t('saturday.families.not_coming', { n: families.notComing }),
  ].filter(fact => fact !== false);
  return (
    <>
      <Tiles>
        <Tile
          label={t('saturday.heads')}
          value={sumOf(coming)}
          note={capacity !== undefined && t('saturday.heads.of', { n: capacity })}
        />
        <Tile label={t('saturday.young')} value={coming.children + coming.young} />
        {capacity !== undefined && (
          <Tile label={t('saturday.free')} value={Math.max(0, capacity - seatsTaken)} />
        )}
        <Tile label={t('saturday.families')} value={families.coming} />
        {arrived && <Tile label={t('saturday.arrived')} value={sumOf(arrived.heads)} />}
      </Tiles>
      <p>
        {formatFacts(kinds)}
        {others.length > 0 && <br />}
        <span class="soft">{formatFacts(others)}</span>
      </p>
    </>
  );
}
