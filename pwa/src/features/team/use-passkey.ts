import { useState } from 'preact/hooks';
import type { Team } from '../../api/types';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { isLater } from '../../state/retry';

/** Tries something with the phone's passkeys; whatever the phone says against it, the words are ours. */
export function usePasskey(deed: () => Promise<Team>, onDone: (now: Team) => unknown) {
  const [failed, setFailed] = useState(false);
  const { busy, error, run } = useAttempt();
  const ask = () => {
    setFailed(false);
    return run(
      () => deed().then(onDone),
      problem => {
        const byPhone = !isLater(problem);
        setFailed(byPhone);
        return byPhone;
      },
    );
  };
  return { busy, error: failed ? t('team.passkey.failed') : error, ask };
}
