import { useState } from 'preact/hooks';
import type { NewAnnouncement } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import type { Language } from '../../../i18n/languages';
import { Button } from '../../../ui/button';
import Send from './send';

interface Props {
  place: string;
  draft: NewAnnouncement;
  /** Back to what was written; it is all there. */
  onBack(): void;
  onLooked(readers: Language[]): void;
  onSent(): void;
}

/** The second step: whom it reaches, and sending it. Until then there is a way back to the words. */
export function Sender({ place, draft, onBack, onLooked, onSent }: Props) {
  const [made, setMade] = useState(false);
  return (
    <>
      <Send place={place} draft={draft} onLooked={onLooked} onMade={() => setMade(true)} onSent={onSent} />
      {!made && (
        <Button look="quiet" icon="back" onClick={onBack}>
          {t('announcement.back')}
        </Button>
      )}
    </>
  );
}
