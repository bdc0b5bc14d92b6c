import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { MISSING } from '../state/worker';

/** A part whose code comes when it is needed. */
export function Later<P extends object>({
  load,
  ...props
}: { load: () => Promise<{ default: ComponentType<P> }> } & P) {
  const [Part, setPart] = useState<ComponentType<P>>();
  useEffect(() => {
    void load().then(
      loaded => setPart(() => loaded.default),
      () => dispatchEvent(new Event(MISSING)), // the answer itself does not need it
    );
  }, []);
  return Part ? <Part {...(props as unknown as P)} /> : null;
}
