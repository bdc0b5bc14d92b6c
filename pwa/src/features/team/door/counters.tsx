import { useState } from 'preact/hooks';
import { t } from '../../../i18n/i18n';
import type { Language } from '../../../i18n/languages';
import { LANGUAGES } from '../../../i18n/languages';
import { type Heads, KINDS, NO_HEADS, sumOf } from '../../../state/heads';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/field';
import { More } from '../../../ui/more';
import { Stepper } from '../../../ui/stepper';
import { languageName } from '../saturday/language';
import { countHeads } from './taps';

/** One hall holds no more. */
const MOST = 2000;

/** Everybody by kind. A minus below nobody is not possible. */
export function Everybody({ session, heads }: { session: string; heads: Heads }) {
  return KINDS.map(kind => (
    <Stepper
      key={kind}
      label={t(`kind.${kind}`)}
      value={heads[kind]}
      max={MOST}
      onChange={value => value !== heads[kind] && void countHeads(session, { [kind]: value - heads[kind] })}
    />
  ));
}

type Choice = Language | '';

/** A family that came without the app: how many, and the language if somebody asked. */
export function NewFamily({ session }: { session: string }) {
  const [heads, setHeads] = useState<Heads>(NO_HEADS);
  const [lang, setLang] = useState<Choice>('');
  const [last, setLast] = useState<{ heads: Heads; lang: Choice }>();
  const count = ({ heads, lang }: { heads: Heads; lang: Choice }, by: 1 | -1) => {
    const more = Object.fromEntries(KINDS.map(kind => [kind, by * heads[kind]]));
    void countHeads(session, more, { newFamilies: by, ...(lang && { lang }) });
  };
  const add = () => {
    count({ heads, lang }, 1);
    setLast({ heads, lang });
    setHeads(NO_HEADS);
    setLang('');
  };
  const undo = () => {
    if (last) count(last, -1);
    setLast(undefined);
  };
  return (
    <More icon="plus" title={t('door.new')}>
      {KINDS.map(kind => (
        <Stepper
          key={kind}
          label={t(`kind.${kind}`)}
          value={heads[kind]}
          onChange={value => setHeads({ ...heads, [kind]: value })}
        />
      ))}
      <Select<Choice>
        label={t('door.lang')}
        value={lang}
        options={[['', t('door.lang.unknown')], ...languages()]}
        onChange={chosen => setLang(chosen)}
      />
      <Button icon="check" busy={sumOf(heads) === 0} onClick={add}>
        {t('door.new.add', { n: sumOf(heads) })}
      </Button>
      <div role="status">
        {last && (
          <Button look="quiet" onClick={undo}>
            {t('door.undo')}
          </Button>
        )}
      </div>
    </More>
  );
}

const languages = () =>
  (Object.keys(LANGUAGES) as Language[]).map(code => [code, languageName(code)] as const);
