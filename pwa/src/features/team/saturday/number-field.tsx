import { Field } from '../../../ui/field';

interface Props {
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange(value: number): void;
}

/** A whole number that is typed or stepped. What is none, or out of its bounds, is brought back when the field is left. */
export function NumberField({ label, value, min = 0, max, onChange }: Props) {
  return (
    <Field label={label}>
      {ties => (
        <input
          {...ties}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={value}
          onChange={event => {
            const typed = Math.round(Number(event.currentTarget.value));
            const kept = Number.isFinite(typed) ? Math.min(max, Math.max(min, typed)) : value;
            event.currentTarget.value = String(kept);
            onChange(kept);
          }}
        />
      )}
    </Field>
  );
}
