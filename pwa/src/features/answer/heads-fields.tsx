import type { Company } from '../../api/types';
import { t } from '../../i18n/i18n';
import { KINDS, sumOf } from '../../state/heads';
import { Stepper } from '../../ui/stepper';
import pictures from './kinds.svg?url';

/** Until which age somebody counts as a child. */
const CHILD = 12;

const AGES: Partial<Record<keyof Company, () => string>> = {
  children: () => t('kind.age.to', { age: CHILD }),
  young: () => t('kind.age.from', { age: CHILD + 1 }),
};

/** How many come of each kind, and in all. */
export function HeadsFields({ value, onChange }: { value: Company; onChange(value: Company): void }) {
  const heads = sumOf(value);
  return (
    <>
      {KINDS.map(kind => (
        <Stepper
          key={kind}
          label={t(`kind.${kind}`)}
          picture={`${pictures}#${kind}`}
          hint={AGES[kind]?.()}
          value={value[kind]}
          onChange={count => onChange({ ...value, [kind]: count })}
        />
      ))}
      <p role="status">{heads ? t('answer.total', { n: heads }) : t('err.answer.nobody')}</p>
    </>
  );
}
