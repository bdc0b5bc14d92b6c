import { useState } from 'preact/hooks';
import type { Company } from '../../api/types';
import { t } from '../../i18n/i18n';
import { KINDS, sumOf } from '../../state/heads';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Stepper } from '../../ui/stepper';
import pictures from './kinds.svg?url';

/** Until which age somebody counts as a child. */
const CHILD = 12;

const AGES: Partial<Record<keyof Company, () => string>> = {
  children: () => t('kind.age.to', { age: CHILD }),
  young: () => t('kind.age.from', { age: CHILD + 1 }),
};

interface Props {
  company: Company;
  /** Why the last try was refused. */
  error?: string | undefined;
  busy: boolean;
  onSave(company: Company): void;
  onClose(): void;
}

/** Who comes, by kind. What was counted stays when the server says no. */
export default function CompanyDialog({ company, error, busy, onSave, onClose }: Props) {
  const [counted, setCounted] = useState(company);
  const heads = sumOf(counted);
  return (
    <Dialog title={t('answer.who')} open onClose={onClose}>
      {KINDS.map(kind => (
        <Stepper
          key={kind}
          label={t(`kind.${kind}`)}
          picture={`${pictures}#${kind}`}
          hint={AGES[kind]?.()}
          value={counted[kind]}
          onChange={value => setCounted({ ...counted, [kind]: value })}
        />
      ))}
      <p role="status">{heads ? t('answer.total', { n: heads }) : t('err.answer.nobody')}</p>
      <p role="alert">{error}</p>
      <Button look="main" icon="check" busy={busy || heads === 0} onClick={() => onSave(counted)}>
        {t('do.save')}
      </Button>
    </Dialog>
  );
}
