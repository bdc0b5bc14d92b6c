import { number, t } from '../../../i18n/i18n';
import { sumOf } from '../../../state/heads';
import { Icon } from '../../../ui/icon';
import { languageName } from '../saturday/language';
import css from './door.module.css';
import { type Row, tickFamily } from './taps';

/** The families that said yes: one tap when they come, another when it was a mistake. */
export function Families({ session, rows }: { session: string; rows: readonly Row[] }) {
  return (
    <ul class={css.rows}>
      {rows.map(row => (
        <li key={row.family}>
          <button
            type="button"
            aria-pressed={row.arrived}
            onClick={() => void tickFamily(session, row.family, !row.arrived)}
          >
            <Icon name={row.arrived ? 'check' : 'plus'} />
            <span>
              {row.nickname && <bdi>{row.nickname}</bdi>}
              <span class={row.nickname ? 'soft' : undefined}>
                {t('door.family', { n: sumOf(row.heads), lang: languageName(row.lang) })}
              </span>
            </span>
            <strong>{row.arrived ? t('door.here') : ''}</strong>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** How many have come, and of how many. */
export const here = (rows: readonly Row[]): string =>
  `${number(rows.filter(({ arrived }) => arrived).length)} / ${number(rows.length)}`;
