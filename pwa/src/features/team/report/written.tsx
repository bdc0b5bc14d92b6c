import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { inWindow, useDraft } from '../../../state/kept';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { TextArea } from '../../../ui/field';
import type { Chosen } from './report';
import css from './report.module.css';

type Text = components['schemas']['ReportText'];

interface Props {
  text: Text;
  chosen: Chosen;
  onChange(): void;
}

const draftOf = ({ place, year, season }: Chosen, { section }: Text) =>
  `report ${place} ${year} ${season ?? 'year'} ${section}`;

/** What the organisers write in a section. A draft that was left is open again. */
export function Written({ text, chosen, onChange }: Props) {
  const [open, setOpen] = useState(() => inWindow.read(draftOf(chosen, text)) !== undefined);
  const saved = () => {
    setOpen(false);
    onChange();
  };
  if (open) return <Editor text={text} chosen={chosen} onChange={saved} />;
  return (
    <>
      {text.text && <p class={css.written}>{text.text}</p>}
      <Button
        icon="plus"
        aria-label={`${t('report.write')}: ${t(`report.write.${text.section}`)}`}
        onClick={() => setOpen(true)}
      >
        {t('report.write')}
      </Button>
    </>
  );
}

/** What is not saved yet survives a reload, and is said to be no more than that. */
function Editor({ text, chosen, onChange }: Props) {
  const name = draftOf(chosen, text);
  const [draft, setDraft] = useDraft(name, { text: text.text, version: text.version });
  const { busy, error, run } = useAttempt();
  const { place = '', year = 0, season } = chosen;
  const save = () =>
    run(async () => {
      await call('put', '/api/places/{place}/report/texts', {
        path: { place },
        ifMatch: `"v${draft.version}"`,
        body: { year, ...(season && { season }), section: text.section, text: draft.text },
      });
      inWindow.forget(name);
      say(t('report.written'));
      onChange();
    });
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <TextArea
        label={t(`report.write.${text.section}`)}
        rows={6}
        maxLength={8000}
        value={draft.text}
        onInput={event => setDraft({ ...draft, text: event.currentTarget.value })}
      />
      <p role="status" class="soft">
        {draft.text !== text.text && t('report.draft')}
      </p>
      <Alert text={error} />
      <Button type="submit" icon="check" busy={busy}>
        {t('do.save')}
      </Button>
    </form>
  );
}
