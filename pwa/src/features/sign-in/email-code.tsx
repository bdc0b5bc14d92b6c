import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ApiProblem, call } from '../../api/client';
import type { Me } from '../../api/types';
import { t } from '../../i18n/i18n';
import { type Attempt, useAttempt } from '../../state/attempt';
import { inWindow, useDraft } from '../../state/kept';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';

interface Props<Done> {
  /** Under this name a half-done attempt survives that the phone closes the app while the mail is read. */
  name: string;
  /** The address, if it is known already. */
  email?: string;
  label: string;
  sendText: string;
  autoComplete?: string;
  /** The one thing to do on its page. */
  main?: boolean;
  /** Fields that stand before the address. */
  children?: ComponentChildren;
  /** Asks for a code; answers with the id of the attempt. */
  send(email: string): Promise<{ id: string }>;
  /** Tries a typed code; answers with who that makes of the caller. */
  check(id: string, code: string): Promise<Done>;
  /** The code was right. */
  onDone(now: Done): unknown;
  /** Takes a refusal of the right code for itself by returning true. */
  onRefused?(problem: ApiProblem, email: string): boolean;
}

interface Draft {
  email: string;
  /** The attempt whose code is awaited. */
  id?: string;
}

/** Tries a code of a family or volunteer. */
export const checkCode = (id: string, code: string): Promise<Me> =>
  call('post', '/api/sign-in/code/{id}', { path: { id }, body: { code } });

/** Proves an e-mail address by a typed code: first the address, then the code from the mail. */
export function EmailCode<Done>(props: Props<Done>) {
  const { name, label, sendText, send, check, onDone, onRefused } = props;
  const [draft, setDraft] = useDraft<Draft>(`code ${name}`, { email: props.email ?? '' });
  const attempt = useAttempt();
  const { email, id } = draft;
  if (!id) {
    const ask = () => attempt.run(async () => setDraft({ email, ...(await send(email.trim())) }));
    return (
      <Step attempt={attempt} submit={sendText} main={props.main} onSubmit={ask}>
        {props.children}
        <TextField
          label={label}
          type="email"
          dir="ltr"
          required
          autoComplete={props.autoComplete ?? 'email'}
          error={attempt.error}
          value={email}
          onInput={event => setDraft({ email: event.currentTarget.value })}
        />
      </Step>
    );
  }
  const enter = async (code: string) => {
    const now = await check(id, code);
    inWindow.forget(`code ${name}`);
    await onDone(now);
  };
  const refused = (error: unknown) => {
    if (!(error instanceof ApiProblem)) return false;
    if (error.code === 'code.over') setDraft({ email });
    return onRefused?.(error, email) ?? false;
  };
  return (
    <CodeStep
      email={email}
      attempt={attempt}
      onCode={code => attempt.run(() => enter(code), refused)}
      onBack={() => setDraft({ email })}
    />
  );
}

interface CodeStepProps {
  email: string;
  attempt: Attempt;
  onCode(code: string): unknown;
  onBack(): void;
}

function CodeStep({ email, attempt, onCode, onBack }: CodeStepProps) {
  const typed = useRef('');
  return (
    <Step
      attempt={attempt}
      submit={t('do.next')}
      onSubmit={() => onCode(typed.current.trim())}
      onBack={onBack}
    >
      <p role="status">{t('me.code.sent', { email })}</p>
      <TextField
        label={t('me.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        required
        minLength={4}
        maxLength={20}
        error={attempt.error}
        onInput={event => {
          typed.current = event.currentTarget.value;
        }}
      />
    </Step>
  );
}

interface StepProps {
  attempt: Attempt;
  submit: string;
  main?: boolean | undefined;
  onSubmit(): unknown;
  /** Back to the step before; a step that has one begins with the focus in its field. */
  onBack?(): void;
  children: ComponentChildren;
}

/** One field and its button. A refusal gives the focus back to the field, with what was typed. */
function Step({ attempt, submit, main, onSubmit, onBack, children }: StepProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (onBack || attempt.error) form.current?.querySelector('input')?.focus();
  }, [attempt.error]);
  return (
    <form
      ref={form}
      onSubmit={event => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <Button
        type="submit"
        look={main ? 'main' : 'plain'}
        icon={onBack ? 'next' : 'mail'}
        busy={attempt.busy}
      >
        {submit}
      </Button>
      {onBack && (
        <Button look="quiet" onClick={onBack}>
          {t('do.change')}
        </Button>
      )}
    </form>
  );
}
