import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';

interface Props {
  text: string;
  /** What happens, and that it cannot be undone. */
  warning: string;
  erase(): Promise<unknown>;
}

/** Erases everything, after a second tap. */
export function Erase({ text, warning, erase }: Props) {
  const [sure, setSure] = useState(false);
  const { busy, error, run } = useAttempt();
  return (
    <>
      <Button icon="trash" onClick={() => setSure(true)}>
        {text}
      </Button>
      {sure && (
        <Dialog title={text} open onClose={() => setSure(false)}>
          <p>{warning}</p>
          <Alert text={error} />
          <Button look="main" icon="trash" busy={busy} onClick={() => run(erase)}>
            {text}
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            {t('do.cancel')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
