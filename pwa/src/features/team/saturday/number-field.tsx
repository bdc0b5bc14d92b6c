import { Field } from '../../../ui/field';
import { useTyped } from '../../../ui/typed-field';

interface Props {
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange(value: number): void;
}

/** A whole number that is typed or stepped. What is none, or out of its bounds, is brought back when the field is left. */
export function NumberField({ label, value, min = 0, max, onChange }: Props) {
  const typed = useTyped(value, text => {
    const number = Math.round(Number(text));
    onChange(Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : value);
  });
  return (
    <Field label={label}>
      {ties => <input {...ties} {...typed} type="number" inputMode="numeric" min={min} max={max} />}
    </Field>
  );
}
