import type { Face } from './pulse';
import css from './pulse.module.css';

const MOUTHS: Record<Face, string> = {
  good: 'M14 28q10 11 20 0',
  middling: 'M15 31h18',
  bad: 'M14 35q10-10 20 0',
};

/** A face that says yes, a little or no. The word stands below it. */
export function FaceIcon({ face }: { face: Face }) {
  return (
    <svg class={`${css.face} ${css[face]}`} viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="21" />
      <path d={`M17 18v3M31 18v3${MOUTHS[face]}`} />
    </svg>
  );
}
