import { t } from '../../../i18n/i18n';
import { Tile, Tiles } from '../tiles';
import type { Saturday } from './saturday';

/** What came of telling people about the day, by the ledger. */
export function Reminders({ of }: { of: NonNullable<Saturday['reminders']> }) {
  return (
    <section aria-labelledby="reminders">
      <h2 id="reminders">{t('saturday.reminders')}</h2>
      <Tiles>
        <Tile label={t('saturday.reminders.sent')} value={of.sent} />
        <Tile label={t('saturday.reminders.waiting')} value={of.waiting} />
        <Tile label={t('saturday.reminders.failed')} value={of.failed} />
        <Tile label={t('saturday.reminders.unreachable')} value={of.unreachable} />
      </Tiles>
    </section>
  );
}
