import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/i18n';

/** A component whose code comes when it is first shown. Out of reach, it says so and is asked for again next time. */
export function later<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): ComponentType<P> {
  const loaded = signal<ComponentType<P> | undefined>(undefined);
  return function Later(props: P) {
    const [missing, setMissing] = useState(false);
    useEffect(() => {
      if (loaded.peek()) return;
      load().then(
        module => {
          loaded.value = module.default;
        },
        () => setMissing(true),
      );
    }, []);
    const Part = loaded.value;
    if (Part) return <Part {...props} />;
    return missing ? <p role="alert">{t('err.offline')}</p> : null;
  };
}
