import { useState } from 'preact/hooks';
import { formatFacts } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { sumOf } from '../../../state/heads';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { describe, usualOr } from '../../answer/company';
import { HeadsFields } from '../../answer/heads-fields';
import { type Answers, type FamilyAnswer, nameOf, stateOf } from './use-answers';

interface Props {
  answers: Answers;
  answer: FamilyAnswer;
  onClose(): void;
}

/**
 * One family's answer, for the family that is on the telephone. It stays open until the server has said yes. What was
 * opened is what counts as seen, until a refusal has shown how it stands now.
 */
export default function OneAnswer({ answers, answer: opened, onClose }: Props) {
  const [refused, setRefused] = useState(false);
  const now = answers.list.value?.answers.find(({ id }) => id === opened.id);
  const answer = (refused && now) || opened;
  const [company, setCompany] = useState(usualOr(answer.company));
  const { busy, error, change, takeBack } = answers;
  const act = async (deed: Promise<boolean>) => {
    if (await deed) onClose();
    else setRefused(true);
  };
  return (
    <Dialog title={nameOf(answer)} open onClose={onClose}>
      <p>{formatFacts([stateOf(answer), describe(answer.company)].filter(Boolean))}</p>
      <HeadsFields value={company} onChange={setCompany} />
      {answer.hasWishes && <p class="soft">{t('saturday.answers.wishes')}</p>}
      <Alert text={refused ? error : undefined} />
      <Button
        look="main"
        icon="check"
        busy={busy || sumOf(company) === 0}
        onClick={() => act(change(answer, { coming: true, company }))}
      >
        {t('saturday.answers.coming')}
      </Button>
      {answer.state !== 'not_coming' && (
        <Button icon="cross" busy={busy} onClick={() => act(change(answer, { coming: false }))}>
          {t('saturday.answers.not_coming')}
        </Button>
      )}
      <Button look="quiet" icon="trash" busy={busy} onClick={() => act(takeBack(answer))}>
        {t('saturday.answers.take_back')}
      </Button>
    </Dialog>
  );
}
