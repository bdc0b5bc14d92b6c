import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/button';
import type { IconName } from '../../../ui/icon';
import { Later } from '../../../ui/later';

type Props<P extends object> = {
  id: string;
  title: string;
  icon: IconName;
  /** On the button that opens it. */
  text: string;
  load: () => Promise<{ default: ComponentType<P> }>;
} & P;

/** A part of the day that is opened by a tap: most days nobody needs its code. */
export function Opened<P extends object>({ id, title, icon, text, load, ...props }: Props<P>) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {open ? (
        <Later load={load} {...(props as unknown as P)} />
      ) : (
        <Button icon={icon} onClick={() => setOpen(true)}>
          {text}
        </Button>
      )}
    </section>
  );
}
