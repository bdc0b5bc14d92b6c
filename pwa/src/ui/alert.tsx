import { useEffect, useRef } from 'preact/hooks';
import { Notice } from './notice';

/** Why something did not go: read aloud, and given the focus, so that nobody looks for it. */
export function Alert({ text }: { text: string | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (text) box.current?.focus();
  }, [text]);
  return (
    <div ref={box} role="alert" tabIndex={-1}>
      {text && <Notice tone="bad">{text}</Notice>}
    </div>
  );
}
