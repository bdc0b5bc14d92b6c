import { t } from '../../i18n/i18n';
import type { Attempt } from '../../state/attempt';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { passOn } from './pass-on';

interface Props extends Pick<Attempt, 'run'> {
  label: string;
  hint?: string;
  url: string;
}

/** An address that is there to be handed on: to be read and copied, and a button that shares it. */
export function SharedAddress({ label, hint, url, run }: Props) {
  return (
    <>
      <TextField
        label={label}
        {...(hint && { hint })}
        dir="ltr"
        readOnly
        value={url}
        onFocus={event => event.currentTarget.select()}
      />
      <Button icon="share" onClick={() => run(() => passOn(url))}>
        {t('do.share')}
      </Button>
    </>
  );
}
