import { useEffect, useRef } from 'preact/hooks';
import { number, t } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Icon, type IconName } from '../../ui/icon';
import { FaceIcon } from './face';
import { FACES, type Face, QUESTIONS, type Who } from './pulse';
import css from './pulse.module.css';
import { useVoice } from './voice';

const PICTURES: Record<(typeof QUESTIONS)[number], IconName> = {
  belonging: 'family',
  joy: 'music',
  seen: 'heart',
  again: 'calendar',
};

interface Props {
  who: Who;
  at: number;
  /** Undefined: skipped. */
  onAnswer(face: Face | undefined): void;
}

/** One question: a picture, few words, three faces. The question has the focus, so that it is read when it comes. */
export function Question({ who, at, onAnswer }: Props) {
  const question = QUESTIONS[at] ?? 'joy';
  const heading = useRef<HTMLHeadingElement>(null);
  const speak = useVoice();
  useEffect(() => heading.current?.focus(), [at]);
  const words = t(`pulse.${who}.${question}`);
  return (
    <div class={css.question}>
      <p class="soft">
        {number(at + 1)} / {number(QUESTIONS.length)}
      </p>
      <span class={css.picture}>
        <Icon name={PICTURES[question]} />
      </span>
      <h2 ref={heading} tabIndex={-1}>
        {words}
      </h2>
      <div class={css.faces}>
        {FACES.map(face => (
          <button key={face} type="button" onClick={() => onAnswer(face)}>
            <FaceIcon face={face} />
            {t(`pulse.${face}`)}
          </button>
        ))}
      </div>
      <div class={css.below}>
        {speak && (
          <Button
            icon="speak"
            onClick={() => speak([words, ...FACES.map(face => t(`pulse.${face}`))].join('. '))}
          >
            {t('pulse.listen')}
          </Button>
        )}
        <Button look="quiet" icon="next" onClick={() => onAnswer(undefined)}>
          {t('pulse.skip')}
        </Button>
      </div>
    </div>
  );
}
