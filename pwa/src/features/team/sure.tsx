import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { IconName } from '../../ui/icon';

interface Props {
  /** On the button. */
  text: string;
  /** Said to a screen reader, where several buttons bear one text. */
  label?: string;
  icon?: IconName;
  /** What happens then. */
  warning: string;
  act(): Promise<unknown>;
}

/** A button that asks once more before it does what is hard to undo. */
export function Sure({ text, label, icon, warning, act }: Props) {
  const [asking, setAsking] = useState(false);
  const { busy, error, run } = useAttempt();
  const close = () => setAsking(false);
  return (
    <>
      <Button look="quiet" {...(icon && { icon })} aria-label={label ?? text} onClick={() => setAsking(true)}>
        {text}
      </Button>
      {asking && (
        <Dialog title={text} open onClose={close}>
          <p>{warning}</p>
          <Alert text={error} />
          <Button look="main" busy={busy} onClick={() => run(() => act().then(close))}>
            {text}
          </Button>
          <Button look="quiet" onClick={close}>
            {t('do.cancel')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
