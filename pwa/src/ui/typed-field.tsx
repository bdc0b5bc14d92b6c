import type { ComponentProps, TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from './field';

type Typed = TargetedEvent<HTMLInputElement>;

/**
 * The props of a field that counts when it is changed, not at every key. What is being typed stays in the field until it is
 * left, even if the page is drawn again meanwhile; then the field shows its value.
 */
export function useTyped(value: string | number, onValue: (text: string) => void) {
  const [typed, setTyped] = useState<string>();
  return {
    value: typed ?? value,
    onInput: (event: Typed) => setTyped(event.currentTarget.value),
    onChange: (event: Typed) => onValue(event.currentTarget.value),
    onBlur: () => setTyped(undefined),
  };
}

type Props = Omit<ComponentProps<typeof TextField>, 'value' | 'onInput' | 'onChange' | 'onBlur'> & {
  value: string;
  onValue(text: string): void;
};

/** One line of text that counts when it is changed. */
export function TypedField({ value, onValue, ...field }: Props) {
  return <TextField {...field} {...useTyped(value, onValue)} />;
}
