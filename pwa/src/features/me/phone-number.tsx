import { useState } from 'preact/hooks';
import type { Family } from '../../api/types';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { say } from '../../state/toast';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { correct } from './correct';

/** A number to ring when a change reaches the family in no other way. Nobody needs to give one; empty forgets it. */
export function PhoneNumber({ family }: { family: Family }) {
  const [phone, setPhone] = useState(family.phone ?? '');
  const { busy, error, run } = useAttempt();
  const save = () =>
    run(async () => {
      await correct(family, { phone });
      say(t('is.saved'));
    });
  return (
    <>
      <TextField
        label={t('me.phone')}
        hint={t('me.phone.hint')}
        error={error}
        type="tel"
        dir="ltr"
        autoComplete="tel"
        maxLength={40}
        value={phone}
        onInput={event => setPhone(event.currentTarget.value)}
      />
      {phone !== (family.phone ?? '') && (
        <Button icon="check" busy={busy} onClick={save}>
          {t('do.save')}
        </Button>
      )}
    </>
  );
}
