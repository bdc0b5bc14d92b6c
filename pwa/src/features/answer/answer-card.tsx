import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SessionBrief } from '../../api/types';
import { t } from '../../i18n/i18n';
import { me } from '../../state/me';
import { MISSING, updateReady } from '../../state/worker';
import { Button } from '../../ui/button';
import css from './answer.module.css';
import { describe, shortage, usualOr } from './company';
import { hasBegun, standingOf, type Tap } from './standing';

interface Props {
  session: SessionBrief;
}

type Answering = ComponentType<Props & { tapped: Tap | undefined }>;

/**
 * The one big answer. One tap says yes with last time's company. The first view holds the question only; the code
 * that answers is on its way while it is read.
 */
export function AnswerCard({ session }: Props) {
  const [tapped, setTapped] = useState<Tap>();
  const [Part, setPart] = useState<Answering>();
  const [lost, setLost] = useState(false);
  const standing = standingOf(session.id);
  const needed = tapped ?? standing.state ?? standing.refused ?? hasBegun(session);
  useEffect(() => {
    if (!needed || Part) return;
    import('./answering').then(
      loaded => setPart(() => loaded.default),
      () => setLost(dispatchEvent(new Event(MISSING))),
    );
  }, [needed]);
  const open = session.status === 'open';
  const company = usualOr(me.value?.family?.usual);
  const short = shortage(session, company);
  if (Part && needed && (open || standing.refused)) return <Part session={session} tapped={tapped} />;
  if (!open) return null;
  return (
    <div class={css.answer}>
      {short && <p>{short}</p>}
      <Button look="main" icon="check" busy={tapped === 'yes' && !lost} onClick={() => setTapped('yes')}>
        {t('answer.coming')}
      </Button>
      <p class={css.company}>{describe(company)}</p>
      <div class={css.row}>
        <Button icon="family" busy={tapped === 'who' && !lost} onClick={() => setTapped('who')}>
          {t('answer.who')}
        </Button>
        <Button icon="cross" busy={tapped === 'no' && !lost} onClick={() => setTapped('no')}>
          {t('answer.not_coming')}
        </Button>
      </div>
      <p role="alert">{lost && t(updateReady.value ? 'update.ready' : 'err.offline')}</p>
    </div>
  );
}
