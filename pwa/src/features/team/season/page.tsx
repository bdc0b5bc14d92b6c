import { Later } from '../../../ui/later';
import type { SectionProps } from '../sections';
import { SeasonsPage } from './seasons';

/** `/season` lists the seasons, `/season/<id>` is one, `/season/settings` is what new Saturdays begin with. */
export default function SeasonSection({ place, rest: [at] }: SectionProps) {
  if (at === 'settings') return <Later key={at} load={() => import('../place/settings')} place={place} />;
  if (at) return <Later key={at} load={() => import('./season')} place={place} id={at} />;
  return <SeasonsPage place={place} />;
}
