import { useRef } from 'preact/hooks';
import { call } from '../../api/client';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { More } from '../../ui/more';
import { readShifts, volunteer } from './volunteer';

/** Coming for an organisation: its code opens the hands that it has promised. */
export function Partner({ name }: { name: string | undefined }) {
  const typed = useRef('');
  const { busy, error, run } = useAttempt();
  const join = () =>
    run(async () => {
      const body = { code: typed.current.trim() };
      volunteer.value = await call('post', '/api/volunteer/partner', { body });
      await readShifts();
    });
  return (
    <>
      <div role="status">
        {name && (
          <p>
            <Icon name="check" /> {t('volunteer.partner.joined', { name })}
          </p>
        )}
      </div>
      <More icon="family" title={t('volunteer.partner')}>
        <form
          onSubmit={event => {
            event.preventDefault();
            void join();
          }}
        >
          <TextField
            label={t('volunteer.partner.code')}
            dir="ltr"
            required
            minLength={6}
            maxLength={40}
            autoComplete="off"
            error={error}
            onInput={event => {
              typed.current = event.currentTarget.value;
            }}
          />
          <Button type="submit" busy={busy}>
            {t('do.send')}
          </Button>
        </form>
      </More>
    </>
  );
}
