import { useState } from 'preact/hooks';
import { t } from '../../../i18n/i18n';
import { LANGUAGES, type Language } from '../../../i18n/languages';
import { NO_HEADS, sumOf } from '../../../state/heads';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Select, TextField } from '../../../ui/field';
import { HeadsFields } from '../../answer/heads-fields';
import { languageName } from './language';
import type { Answers, Entered } from './use-answers';

const START: Entered = { lang: 'nb', company: { ...NO_HEADS, children: 1, parents: 1 } };

/** The answer of a family that rings and has none yet: language and heads, and what it wants to leave besides. */
export default function NewAnswer({ answers, onClose }: { answers: Answers; onClose(): void }) {
  const [said, setSaid] = useState(START);
  const [refused, setRefused] = useState(false);
  const { busy, error, wrong, enter } = answers;
  return (
    <Dialog title={t('saturday.answers.enter')} open onClose={onClose}>
      <Select<Language>
        label={t('saturday.answers.lang')}
        value={said.lang}
        options={(Object.keys(LANGUAGES) as Language[]).map(code => [code, languageName(code)] as const)}
        onChange={lang => setSaid({ ...said, lang })}
      />
      <HeadsFields value={said.company} onChange={company => setSaid({ ...said, company })} />
      <TextField
        label={t('saturday.answers.nickname')}
        maxLength={60}
        autocomplete="off"
        value={said.nickname ?? ''}
        onInput={event => setSaid({ ...said, nickname: event.currentTarget.value })}
      />
      <TextField
        label={t('saturday.answers.phone')}
        hint={t('saturday.answers.phone.hint')}
        error={refused && wrong.includes('phone') ? t('saturday.answers.phone.wrong') : undefined}
        type="tel"
        dir="ltr"
        maxLength={40}
        autocomplete="off"
        value={said.phone ?? ''}
        onInput={event => setSaid({ ...said, phone: event.currentTarget.value })}
      />
      <Alert text={refused ? error : undefined} />
      <Button
        look="main"
        icon="check"
        busy={busy || sumOf(said.company) === 0}
        onClick={() => enter(said).then(well => (well ? onClose() : setRefused(true)))}
      >
        {t('saturday.answers.coming')}
      </Button>
    </Dialog>
  );
}
