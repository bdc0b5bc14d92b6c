import sprite from './icons.svg?url';

export type IconName =
  | 'home'
  | 'flyer'
  | 'family'
  | 'volunteer'
  | 'language'
  | 'calendar'
  | 'clock'
  | 'pin'
  | 'door'
  | 'phone'
  | 'mail'
  | 'bell'
  | 'share'
  | 'download'
  | 'check'
  | 'cross'
  | 'plus'
  | 'minus'
  | 'warning'
  | 'offline'
  | 'waiting'
  | 'next'
  | 'back'
  | 'pictures'
  | 'speak'
  | 'print'
  | 'device'
  | 'trash'
  | 'heart'
  | 'waffle'
  | 'music'
  | 'chair'
  | 'broom'
  | 'key'
  | 'chart'
  | 'menu';

interface Props {
  name: IconName;
  /** Turns the icon around where text runs from right to left: arrows, not clocks. */
  mirrored?: boolean;
}

/** A line icon beside its words. It is decoration: the words carry the meaning. */
export function Icon({ name, mirrored }: Props) {
  return (
    <svg class={mirrored ? 'icon mirrored' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
