import type { ComponentChildren, InputHTMLAttributes, TextareaHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';
import css from './field.module.css';
import { Icon } from './icon';

interface Frame {
  label: string;
  hint?: string;
  error?: string | undefined;
}

interface Ties {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** A label, a hint and an error, tied to the control that `children` makes of the given attributes. */
export function Field({
  label,
  hint,
  error,
  children,
}: Frame & { children: (ties: Ties) => ComponentChildren }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={css.field}>
      <label for={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} class="soft">
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      <p id={`${id}-error`} class={css.error} role="alert">
        {error && (
          <>
            <Icon name="warning" /> {error}
          </>
        )}
      </p>
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'label' | 'role' | 'type'>;
type LineProps = Frame & InputProps & { type?: 'text' | 'email' | 'tel' | 'time' | 'date' };

/** One line of text. */
export function TextField({ label, hint, error, type = 'text', ...input }: LineProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {ties => (
        <input {...({ dir: 'auto', ...input, type, ...ties } as InputHTMLAttributes<HTMLInputElement>)} />
      )}
    </Field>
  );
}

type AreaProps = Frame & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'label'>;

/** Several lines of text. */
export function TextArea({ label, hint, error, ...area }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {ties => <textarea dir="auto" rows={3} {...area} {...ties} />}
    </Field>
  );
}

interface Choices<Value extends string> extends Frame {
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange(value: Value): void;
}

/** One of a few: the phone's own picker. */
export function Select<Value extends string>({ value, options, onChange, ...frame }: Choices<Value>) {
  return (
    <Field {...frame}>
      {ties => (
        <select {...ties} value={value} onChange={event => onChange(event.currentTarget.value as Value)}>
          {options.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckProps = { label: string; hint?: string } & InputProps;

/** Yes or no; the whole line is the target. */
export function Check({ label, hint, ...input }: CheckProps) {
  const id = useId();
  return (
    <label class={css.check}>
      <input type="checkbox" {...input} aria-describedby={hint ? id : undefined} />
      <span>
        {label}
        {hint && (
          <small id={id} class="soft">
            {hint}
          </small>
        )}
      </span>
    </label>
  );
}
