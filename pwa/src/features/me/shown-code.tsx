import type { components } from '../../api/schema';
import { t } from '../../i18n/i18n';
import css from './me.module.css';

export type Link = components['schemas']['Link'];

/** A code to read with another phone's camera, or to type there: in two groups, so that nobody loses the place. */
export function ShownCode({ link: { code, qr, size = 0 } }: { link: Link }) {
  const half = Math.ceil(code.length / 2);
  return (
    <>
      <p>{t('me.link.hint')}</p>
      <svg class={css.qr} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" aria-hidden="true">
        <path d={qr} />
      </svg>
      <p class={css.code} dir="ltr">
        {code.slice(0, half)} {code.slice(half)}
      </p>
    </>
  );
}
