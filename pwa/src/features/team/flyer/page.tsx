import { Later } from '../../../ui/later';
import type { SectionProps } from '../sections';
import { organises } from '../team';
import { List } from './list';

/** The flyers of a place. `flyers/<id>/<lang>` is the desk for one language, `flyers/channels` who hands them out. */
export default function FlyersPage({ place, rest: [at, lang] }: SectionProps) {
  if (at === 'channels' && organises(place)) return <Later load={() => import('./channels')} place={place} />;
  if (at && lang)
    return <Later key={`${at} ${lang}`} load={() => import('./editor')} place={place} id={at} lang={lang} />;
  return <List place={place} />;
}
