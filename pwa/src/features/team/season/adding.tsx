import { useState } from 'preact/hooks';
import type { SeasonPlan } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { TextField } from '../../../ui/field';
import { Toolbar } from '../toolbar';
import { Paste } from './paste';
import type { Dated } from './plan';
import { Propose } from './propose';

interface Props {
  plan: SeasonPlan;
  dates: readonly Dated[];
  onAdd(days: string[]): void;
}

const WAYS = ['propose', 'paste', 'one'] as const;
const ICONS = { propose: 'calendar', paste: 'flyer', one: 'plus' } as const;

/** Three ways to new dates: a proposal, a pasted list, or one day. */
export function Adding({ plan, dates, onAdd }: Props) {
  const [open, setOpen] = useState<(typeof WAYS)[number]>();
  const known = new Set(dates.map(({ date }) => date));
  const props = {
    plan,
    known,
    onAdd(days: string[]) {
      setOpen(undefined);
      onAdd(days);
    },
  };
  return (
    <>
      <Toolbar>
        {WAYS.map(way => (
          <Button key={way} icon={ICONS[way]} onClick={() => setOpen(way)}>
            {t(`season.${way}`)}
          </Button>
        ))}
      </Toolbar>
      {open && (
        <Dialog title={t(`season.${open}`)} open onClose={() => setOpen(undefined)}>
          {open === 'propose' && <Propose {...props} />}
          {open === 'paste' && <Paste {...props} />}
          {open === 'one' && <One {...props} />}
        </Dialog>
      )}
    </>
  );
}

/** One day by the phone's own calendar. */
function One({ plan, onAdd }: { plan: SeasonPlan; onAdd(days: string[]): void }) {
  const [date, setDate] = useState('');
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        onAdd([date]);
      }}
    >
      <TextField
        label={t('season.one.date')}
        type="date"
        required
        min={`${plan.year - 1}-01-01`}
        max={`${plan.year + 1}-12-31`}
        value={date}
        onInput={event => setDate(event.currentTarget.value)}
      />
      <Button type="submit" look="main" icon="plus">
        {t('season.one.add')}
      </Button>
    </form>
  );
}
