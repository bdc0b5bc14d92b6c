import { useId } from 'preact/hooks';
import { number, t } from '../i18n/i18n';
import { Icon } from './icon';
import css from './stepper.module.css';

interface Props {
  label: string;
  /** What is counted, as a picture, and in a few words more. */
  picture?: string;
  hint?: string | undefined;
  value: number;
  max?: number;
  onChange(value: number): void;
}

/** How many of one kind come: two large buttons around the number. Each tells a screen reader its kind and the count. */
export function Stepper({ label, picture, hint, value, max = 20, onChange }: Props) {
  const id = useId();
  const step = (by: number) => onChange(Math.min(max, Math.max(0, value + by)));
  return (
    <fieldset class={css.stepper} aria-labelledby={id}>
      <span id={id} class={css.label}>
        {picture && (
          <svg class={css.picture} viewBox="0 0 48 40" aria-hidden="true">
            <use href={picture} />
          </svg>
        )}
        <span>
          {label}
          {hint && <small class="soft">{hint}</small>}
        </span>
      </span>
      <span class={css.count}>
        <button
          type="button"
          aria-label={`${t('do.fewer')}: ${label}`}
          aria-disabled={value === 0}
          onClick={() => step(-1)}
        >
          <Icon name="minus" />
        </button>
        <output aria-live="polite">{number(value)}</output>
        <button
          type="button"
          aria-label={`${t('do.more')}: ${label}`}
          aria-disabled={value >= max}
          onClick={() => step(1)}
        >
          <Icon name="plus" />
        </button>
      </span>
    </fieldset>
  );
}
