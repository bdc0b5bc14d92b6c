import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Check } from '../../../ui/field';
import { Icon, type IconName } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Sure } from '../sure';
import { type Draft, forget, keptOf, type Saving, useDraft } from './draft';
import { Field } from './fields';
import css from './flyer.module.css';
import { Proof, type View, Views } from './proof';
import { type Pairs, pairsIn } from './sentences';
import type { FlyerText, GlossaryWord } from './words';

interface Props {
  text: FlyerText;
  words: readonly GlossaryWord[];
  /** An organiser, who may publish what a machine made. */
  mayInsist: boolean;
  onReload(): Promise<unknown>;
}

/** Writing with a proof beside it. What is typed is saved by itself, and public only when one says so. */
export function Editing({ text, words, mayInsist, onReload }: Props) {
  const [pairs, setPairs] = useState<Pairs>(() => keptOf(text)?.pairs ?? pairsIn(text));
  const [view, setView] = useState<View>(atDesk() ? 'html' : 'text');
  const [turn, setTurn] = useState(0);
  const draft = useDraft(text, () => setTurn(before => before + 1));
  const write = (next: Pairs) => {
    setPairs(next);
    draft.write(next);
  };
  return (
    <>
      <Views view={view} onChange={setView} />
      <div class={css.desk} data-view={view}>
        <div class={css.write}>
          {text.fields.map(field => (
            <Field
              key={field.name}
              text={text}
              field={field}
              pairs={pairs[field.name]}
              words={words}
              onChange={changed => write({ ...pairs, [field.name]: changed })}
            />
          ))}
        </div>
        <Proof text={text} view={view} turn={turn} />
      </div>
      <Kept draft={draft} text={text} onReload={onReload} />
      <Deeds draft={draft} text={text} mayInsist={mayInsist} onReload={onReload} />
    </>
  );
}

const SAVING: Record<Saving, IconName> = {
  clean: 'flyer',
  waiting: 'waiting',
  saved: 'check',
  offline: 'offline',
  changed: 'warning',
  refused: 'warning',
};

/** At a desk the text and a proof stand side by side. */
const atDesk = (): boolean => matchMedia('(min-width: 60rem)').matches;

/** Where what was typed is, and the choice when two have written at once. */
function Kept({ draft, text, onReload }: { draft: Draft; text: FlyerText; onReload: Props['onReload'] }) {
  const { busy, error, run } = useAttempt();
  const path = { flyer: text.flyer, lang: text.lang };
  const mine = () =>
    run(async () => {
      const now = await call('get', '/api/flyers/{flyer}/texts/{lang}', { path });
      if (await draft.insist(now.draft?.version ?? 0)) await onReload();
    });
  const theirs = () =>
    run(() => {
      forget(text);
      return onReload();
    });
  return (
    <>
      <p role="status">
        {draft.saving !== 'clean' && (
          <>
            <Icon name={SAVING[draft.saving]} /> {t(`flyer.saving.${draft.saving}`)}
          </>
        )}
      </p>
      {draft.saving === 'changed' && (
        <Notice icon="warning">
          <p>{t('flyer.changed.lead')}</p>
          <Button busy={busy} onClick={mine}>
            {t('flyer.changed.mine')}
          </Button>{' '}
          <Button busy={busy} onClick={theirs}>
            {t('flyer.changed.theirs')}
          </Button>
        </Notice>
      )}
      <Alert text={draft.saving === 'refused' ? draft.error : error} />
    </>
  );
}

/** Publishing, throwing the draft away, and saying that one has read the text. */
function Deeds({ draft, text, mayInsist, onReload }: Omit<Props, 'words'> & { draft: Draft }) {
  const { busy, error, run } = useAttempt();
  const source = text.lang === text.sourceLang;
  const [machine, setMachine] = useState(mayInsist && !source && text.status.review === 'machine');
  const path = { flyer: text.flyer, lang: text.lang };
  const begun = draft.version() > 0 || draft.saving !== 'clean';
  const publish = () =>
    run(async () => {
      if (!(await draft.flush())) return;
      await call('post', '/api/flyers/{flyer}/texts/{lang}/publication', {
        path,
        body: { sourceRevision: text.sourceRevision, machine },
        ifMatch: `"v${draft.version()}"`,
      });
      say(t('flyer.published'));
      await onReload();
    });
  const read = () =>
    run(async () => {
      await call('put', '/api/flyers/{flyer}/texts/{lang}/reading', {
        path,
        body: { revision: text.revision },
      });
      say(t('flyer.read.thanks'));
      await onReload();
    });
  const drop = async () => {
    await call('delete', '/api/flyers/{flyer}/texts/{lang}/draft', { path });
    forget(text);
    await onReload();
  };
  return (
    <>
      {mayInsist && !source && begun && (
        <Check
          label={t('flyer.made_by_machine')}
          checked={machine}
          onChange={event => setMachine(event.currentTarget.checked)}
        />
      )}
      <Alert text={error} />
      {(begun || text.status.state === 'outdated') && (
        <Button look={begun ? 'main' : 'plain'} icon="check" busy={busy} onClick={publish}>
          {t(begun ? 'flyer.publish' : 'flyer.still_holds')}
        </Button>
      )}
      {!begun && text.mayRead && (
        <Button look="main" icon="speak" busy={busy} onClick={read}>
          {t('flyer.read')}
        </Button>
      )}
      {begun && <Sure text={t('flyer.drop')} icon="trash" warning={t('flyer.drop.sure')} act={drop} />}
    </>
  );
}
