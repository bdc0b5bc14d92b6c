import { useState } from 'preact/hooks';
import { ApiProblem, call } from '../../api/client';
import { t } from '../../i18n/i18n';
import { type Attempt, useAttempt } from '../../state/attempt';
import { navigate, route, to } from '../../state/route';
import { say } from '../../state/toast';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { arrived } from '../sign-in/arrived';

export interface Join {
  attempt: Attempt;
  /** Joins the family that shows the code. A phone that is another family's is asked first. */
  join(code: string): void;
  /** The code that waits for a yes to merging two families. */
  asked: string | undefined;
  merge(): void;
  stay(): void;
}

/** Joining another phone's family. */
export function useJoin(): Join {
  const attempt = useAttempt();
  const [asked, ask] = useState<string>();
  const use = (code: string, merge: boolean) =>
    attempt.run(
      async () => {
        const now = await call('post', '/api/link', { body: { code, ...(merge && { merge }) } });
        ask(undefined);
        await arrived(now);
        say(t('me.link.done'));
        if (route.peek().name !== 'me') await navigate(to('/me'));
      },
      error => {
        const other = error instanceof ApiProblem && error.code === 'link.other_family';
        if (other) ask(code);
        return other;
      },
    );
  return {
    attempt,
    asked,
    join: code => void use(code, false),
    merge: () => void (asked && use(asked, true)),
    stay: () => ask(undefined),
  };
}

/** Asks before two families become one. */
export function MergeDialog({ attempt, asked, merge, stay }: Join) {
  if (!asked) return null;
  return (
    <Dialog title={t('me.link')} open onClose={stay}>
      <p>{t('me.link.merge')}</p>
      <p>{t('me.link.merge.how')}</p>
      <Alert text={attempt.error} />
      <Button look="main" icon="family" busy={attempt.busy} onClick={merge}>
        {t('do.next')}
      </Button>
      <Button look="quiet" onClick={stay}>
        {t('do.cancel')}
      </Button>
    </Dialog>
  );
}
