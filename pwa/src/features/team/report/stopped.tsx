import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import type { Key } from '../../../i18n/catalogue';
import { formatDateYear } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { Sure } from '../sure';

interface Props {
  place: string;
  rule: components['schemas']['RetentionRule'];
  onChange(): void;
}

/** Says that nothing of a kind is deleted because too much was due at once; who organises all places can let it go on. */
export function StoppedRule({ place, rule: { kind, stopped }, onChange }: Props) {
  if (!stopped) return null;
  const allow = async () => {
    await call('post', '/api/places/{place}/retention/{kind}/allow', { path: { place, kind } });
    onChange();
  };
  return (
    <Notice tone="bad">
      <p>
        {t('report.keep.stopped', {
          what: t(`report.keep.of.${kind}` as Key),
          date: formatDateYear(stopped.since),
        })}
      </p>
      {stopped.mayAllow && (
        <Sure icon="check" text={t('report.keep.allow')} warning={t('report.keep.allow_sure')} act={allow} />
      )}
    </Notice>
  );
}
