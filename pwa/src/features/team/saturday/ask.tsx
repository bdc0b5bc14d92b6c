import { useState } from 'preact/hooks';
import type { NewAnnouncement } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import type { IconName } from '../../../ui/icon';
import { Later } from '../../../ui/later';
import { Toolbar } from '../toolbar';
import type { Saturday } from './saturday';

interface Props {
  saturday: Saturday;
  place: string;
}

/** One tap to ask everybody, or one partner, for the hands that are missing; and to thank those who came. */
export function AskForHands({ saturday: { session, shifts, over }, place }: Props) {
  if (session.status === 'cancelled') return null;
  const about = (more: Pick<NewAnnouncement, 'kind' | 'audience' | 'partner'>): NewAnnouncement => ({
    ...more,
    session: session.id,
    texts: [],
  });
  if (over && shifts.some(({ taken }) => taken > 0)) {
    const thanks = about({ kind: 'thanks', audience: 'on_shift' });
    return <Ask icon="heart" text={t('saturday.thank')} place={place} draft={thanks} />;
  }
  const lacking = over ? [] : shifts.filter(({ open }) => open > 0);
  const partners = new Map(
    lacking.flatMap(({ partners = [] }) => partners.map(({ id, name }) => [id, name])),
  );
  if (!lacking.length) return null;
  return (
    <Toolbar>
      <Ask
        icon="volunteer"
        text={t('saturday.ask')}
        place={place}
        draft={about({ kind: 'hands', audience: 'volunteers' })}
      />
      {[...partners].map(([partner, name]) => (
        <Ask
          key={partner}
          icon="family"
          text={t('saturday.ask.partner', { name })}
          place={place}
          draft={about({ kind: 'hands', audience: 'partner', partner })}
        />
      ))}
    </Toolbar>
  );
}

interface AskProps {
  icon: IconName;
  text: string;
  place: string;
  draft: NewAnnouncement;
}

/** A button that shows whom it reaches before it sends. */
function Ask({ icon, text, place, draft }: AskProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={icon} onClick={() => setOpen(true)}>
        {text}
      </Button>
      {open && (
        <Dialog title={text} open onClose={() => setOpen(false)}>
          <Later load={() => import('../announcement/send')} place={place} draft={draft} />
        </Dialog>
      )}
    </>
  );
}
