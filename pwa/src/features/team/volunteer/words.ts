import type { CertificateState, VolunteerRow } from '../../../api/types';
import { formatDate, formatDateYear } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { LANGUAGES } from '../../../i18n/languages';
import type { IconName } from '../../../ui/icon';

const HOUR = 60;

/** "2 t 30 min": how long shifts were in all. */
export function hoursOf(minutes: number): string {
  const m = minutes % HOUR;
  const h = (minutes - m) / HOUR;
  return m ? t('volunteer.time.part', { h, m }) : t('volunteer.time', { h });
}

/** A date of the register is a day, not a moment: noon is that day in Oslo, and everywhere in Europe. */
const day = (date: string | undefined): string => (date ? formatDateYear(`${date}T12:00:00Z`) : '');

/** What is known of a certificate, in words. */
export const certificateWords = (known: CertificateState): string =>
  t(`volunteer.cert.${known.state}`, {
    asked: day(known.askedOn),
    shown: day(known.shownOn),
    to: known.shownTo ?? '',
    until: day(known.validUntil),
  });

/** The icon beside the words. */
export const CERTIFICATE_ICONS: Record<CertificateState['state'], IconName> = {
  none: 'minus',
  asked: 'waiting',
  shown: 'check',
  ending: 'warning',
  out: 'cross',
};

/** Under what the volunteer is listed. */
export const nameOf = ({ name }: Pick<VolunteerRow, 'name'>): string => name || t('volunteer.no_name');

/** "Norsk, Soomaali": languages under the names that their readers give them. */
export const languagesOf = (speaks: VolunteerRow['speaks']): string =>
  speaks.map(code => LANGUAGES[code].name).join(', ');

/** Shifts day by day, as they come by start. */
export function daysOf<Row extends { startsAt: string }>(rows: readonly Row[]): [Row, ...Row[]][] {
  const days: [Row, ...Row[]][] = [];
  for (const row of rows) {
    const last = days.at(-1);
    if (last && formatDate(last[0].startsAt) === formatDate(row.startsAt)) last.push(row);
    else days.push([row]);
  }
  return days;
}
