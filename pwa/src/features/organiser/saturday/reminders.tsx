import { t } from '../../../i18n/i18n';
import { Tile, Tiles } from '../tiles';
import type { Saturday } from './saturday';

/** What came of telling people about the day, by the ledger. */
export function Reminders({ of }: { of: NonNullable<Saturday['reminders']> }) {
  return (
    <section aria-labelledby="reminders">
      <h2 id="reminders">{t('today.reminders')}</h2>
      <Tiles>
        <Tile label={t('today.reminders.sent')} value={of.sent} />
        <Tile label={t('today.reminders.waiting')} value={of.waiting} />
        <Tile label={t('today.reminders.failed')} value={of.failed} />
        <Tile label={t('today.reminders.unreachable')} value={of.unreachable} />
      </Tiles>
    </section>
  );
}
