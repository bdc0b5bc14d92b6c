import { call } from '../../../api/client';
import { formatDateYear } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { Sure } from '../sure';
import type { Season } from './report';

interface Props {
  season: Season;
  onChange(): void;
}

/** Closes a season's report for good, or says when that was or will be possible. */
export function Close({ season: { id, half, year, over, closedAt }, onChange }: Props) {
  const season = t(`season.${half}`, { year: String(year) });
  if (closedAt) return <p>{t('report.closed', { season, date: formatDateYear(closedAt) })}</p>;
  if (!over) return <p class="soft">{t('report.early', { season })}</p>;
  const close = async () => {
    await call('post', '/api/seasons/{season}/close', { path: { season: id } });
    onChange();
  };
  return (
    <section>
      <p>{t('report.close.lead')}</p>
      <Sure icon="check" text={t('report.close', { season })} warning={t('report.close.sure')} act={close} />
    </section>
  );
}
