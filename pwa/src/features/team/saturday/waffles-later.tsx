import { useState } from 'preact/hooks';
import { t } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Later } from '../../../ui/later';

interface Props {
  session: string;
  place: string;
}

/** The way to the waffles: most days nobody needs their code. */
export function WafflesLater({ session, place }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="waffles">
      <h2 id="waffles">{t('saturday.waffles')}</h2>
      {open ? (
        <Later load={() => import('./waffles')} session={session} place={place} />
      ) : (
        <Button icon="waffle" onClick={() => setOpen(true)}>
          {t('saturday.waffles.open')}
        </Button>
      )}
    </section>
  );
}
