import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { SeasonSummary } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { navigate, to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Select } from '../../../ui/field';
import { nameOf } from './plan';
import { keepSkipped } from './skipped';

interface Props {
  place: string;
  seasons: SeasonSummary[];
  onClose(): void;
}

type HalfYear = Pick<SeasonSummary, 'year' | 'half'>;

const keyOf = ({ year, half }: HalfYear) => `${year} ${half}`;

/** The half years from this one on that the place has no season of. */
export function freeHalves(seasons: readonly HalfYear[], today = new Date()): HalfYear[] {
  const known = new Set(seasons.map(keyOf));
  const halves: HalfYear[] = [];
  for (let year = today.getFullYear(); halves.length < 4; year++)
    for (const half of ['spring', 'autumn'] as const) {
      const over = year === today.getFullYear() && half === 'spring' && today.getMonth() > 6;
      if (!over && !known.has(keyOf({ year, half }))) halves.push({ year, half });
    }
  return halves;
}

/** Begins a draft: which half year, and from nothing or from an earlier season. */
export function Begin({ place, seasons, onClose }: Props) {
  const halves = freeHalves(seasons);
  const [which, setWhich] = useState(keyOf(halves[0] as HalfYear));
  const full = seasons.filter(({ saturdays, cancelled }) => saturdays + cancelled);
  const chosen = halves.find(half => keyOf(half) === which) as HalfYear;
  const alike = full.find(({ half }) => half === chosen.half) ?? full[0];
  const [from, setFrom] = useState<string>();
  const source = from ?? alike?.id ?? '';
  const { busy, error, run } = useAttempt();
  const begin = () =>
    run(async () => {
      const { id, skipped } = source
        ? await call('post', '/api/seasons/{season}/copy', { path: { season: source }, body: chosen })
        : await call('post', '/api/places/{place}/seasons', { path: { place }, body: chosen });
      keepSkipped(id, skipped);
      await navigate(to(`/team/${place}/season/${id}`));
    });
  return (
    <Dialog title={t('season.new')} open onClose={onClose}>
      <Select
        label={t('season.new.which')}
        value={which}
        options={halves.map(half => [keyOf(half), nameOf(half)] as const)}
        onChange={setWhich}
      />
      <Select
        label={t('season.new.from')}
        value={source}
        options={[
          ...full.map(season => [season.id, t('season.new.copy', { season: nameOf(season) })] as const),
          ['', t('season.new.empty')],
        ]}
        onChange={setFrom}
      />
      <Alert text={error} />
      <Button look="main" icon="check" busy={busy} onClick={begin}>
        {t('season.new.begin')}
      </Button>
    </Dialog>
  );
}
