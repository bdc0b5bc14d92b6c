import { useRef } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { More } from '../../ui/more';
import { MergeDialog, useJoin } from '../link/join';

/** Typing the code that another phone shows. */
export function EnterCode() {
  const typed = useRef('');
  const joining = useJoin();
  return (
    <More icon="device" title={t('me.link.enter')}>
      <form
        onSubmit={event => {
          event.preventDefault();
          joining.join(typed.current.trim());
        }}
      >
        <TextField
          label={t('me.link.enter')}
          dir="ltr"
          required
          minLength={6}
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          error={joining.asked ? undefined : joining.attempt.error}
          onInput={event => {
            typed.current = event.currentTarget.value;
          }}
        />
        <Button type="submit" icon="next" busy={joining.attempt.busy}>
          {t('do.next')}
        </Button>
      </form>
      <MergeDialog {...joining} />
    </More>
  );
}
