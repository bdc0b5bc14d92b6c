import type { Company, Family } from '../../api/types';
import { t } from '../../i18n/i18n';
import { LANGUAGES } from '../../i18n/languages';
import { useAttempt } from '../../state/attempt';
import { KINDS } from '../../state/heads';
import { inWindow, useDraft } from '../../state/kept';
import { choosePlace } from '../../state/place';
import { to } from '../../state/route';
import { say } from '../../state/toast';
import { Alert } from '../../ui/alert';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Stepper } from '../../ui/stepper';
import { describe } from '../answer/company';
import { correct } from './correct';
import css from './me.module.css';
import { PlaceField } from './place-field';

/** What was changed on the page and is not saved; `over` is what stood there when the changing began. */
interface Draft {
  place?: string;
  nickname?: string;
  usual?: Company;
  over?: string;
}

const DRAFT = 'family';
const written = ({ place, nickname, usual }: Family) => JSON.stringify([place, nickname, usual]);

/** Usual company, nickname, place and language. Saved by a button, since half a company is not meant. */
export function Profile({ family }: { family: Family }) {
  const [draft, setDraft] = useDraft<Draft>(DRAFT, {});
  const { busy, error, run } = useAttempt();
  const place = draft.place ?? family.place;
  const nickname = draft.nickname ?? family.nickname;
  const usual = draft.usual ?? family.usual;
  const set = (change: Draft) => setDraft({ over: written(family), ...draft, ...change });
  const save = () =>
    run(async () => {
      await correct(family, { place, nickname, usual });
      if (place) choosePlace(place);
      setDraft({});
      inWindow.forget(DRAFT);
      say(t('is.saved'));
    });
  return (
    <Card labelledBy="usual">
      <h2 id="usual">{t('me.usual')}</h2>
      {KINDS.map(kind => (
        <Stepper
          key={kind}
          label={t(`kind.${kind}`)}
          value={usual[kind]}
          onChange={count => set({ usual: { ...usual, [kind]: count } })}
        />
      ))}
      <TextField
        label={t('me.name')}
        hint={t('me.name.hint')}
        maxLength={60}
        autoComplete="off"
        value={nickname}
        onInput={event => set({ nickname: event.currentTarget.value })}
      />
      <PlaceField value={place} onChange={slug => set({ place: slug })} />
      <Alert text={error} />
      {draft.over && draft.over !== written(family) && <Newer family={family} />}
      <Button icon="check" busy={busy} onClick={save}>
        {t('do.save')}
      </Button>
      <p class={css.line}>
        <span>
          {t('nav.language')}: <b>{LANGUAGES[family.lang].name}</b>
        </span>
        <ButtonLink look="quiet" icon="language" href={to('/language')}>
          {t('do.change')}
        </ButtonLink>
      </p>
    </Card>
  );
}

/** What another phone has saved meanwhile, beside what is typed here. */
function Newer({ family }: { family: Family }) {
  return (
    <Notice icon="device">
      <bdi>{family.nickname}</bdi> {describe(family.usual)}
    </Notice>
  );
}
