import { useState } from 'preact/hooks';
import type { Company } from '../../api/types';
import { t } from '../../i18n/i18n';
import { sumOf } from '../../state/heads';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { HeadsFields } from './heads-fields';

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
  return (
    <Dialog title={t('answer.who')} open onClose={onClose}>
      <HeadsFields value={counted} onChange={setCounted} />
      <p role="alert">{error}</p>
      <Button look="main" icon="check" busy={busy || sumOf(counted) === 0} onClick={() => onSave(counted)}>
        {t('do.save')}
      </Button>
    </Dialog>
  );
}
