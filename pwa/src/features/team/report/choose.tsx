import type { TeamPlace } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { Select } from '../../../ui/field';
import { team } from '../team';
import { Toolbar } from '../toolbar';
import type { Chosen, Half } from './report';

interface Props {
  place: TeamPlace;
  years: readonly number[];
  chosen: Chosen;
  onChange(next: Chosen): void;
}

const ALL = '';

/** Which place, year and part of the year: all places are for who organises all of them. */
export function Choose({ place, years, chosen, onChange }: Props) {
  const known = chosen.year && !years.includes(chosen.year) ? [chosen.year, ...years] : years;
  return (
    <Toolbar>
      {team.value?.network && (
        <Select
          label={t('report.choose.place')}
          value={chosen.place ?? ALL}
          options={[
            [place.slug, place.name],
            [ALL, t('report.places.all')],
          ]}
          onChange={slug => {
            const { place: _, ...others } = chosen;
            onChange(slug ? { ...others, place: slug } : others);
          }}
        />
      )}
      <Select
        label={t('report.choose.year')}
        value={String(chosen.year ?? ALL)}
        options={[[ALL, t('report.years.all')], ...known.map(year => [String(year), String(year)] as const)]}
        onChange={year => {
          const { year: _, season: __, ...others } = chosen;
          onChange(year ? { ...others, year: Number(year) } : others);
        }}
      />
      {chosen.year && (
        <Select<Half | typeof ALL>
          label={t('report.choose.season')}
          value={chosen.season ?? ALL}
          options={[
            [ALL, t('report.choose.whole_year')],
            ['spring', t('report.choose.spring')],
            ['autumn', t('report.choose.autumn')],
          ]}
          onChange={season => {
            const { season: _, ...others } = chosen;
            onChange(season ? { ...others, season } : others);
          }}
        />
      )}
    </Toolbar>
  );
}
