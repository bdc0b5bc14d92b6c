import { call } from '../../../api/client';
import type { NotedDate, SeasonPlan } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { explain } from '../../../i18n/problem';
import { inWindow, useDraft } from '../../../state/kept';
import { useReading } from '../../../state/reading';
import { Button } from '../../../ui/button';
import { TextArea } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { dayOf, wordsOf } from './plan';
import css from './season.module.css';

interface Props {
  plan: SeasonPlan;
  known: ReadonlySet<string>;
  onAdd(days: string[]): void;
}

interface Read {
  dates: NotedDate[];
  unread: string[];
}

const PAUSE_MS = 400;

/** Dates as people write them. What is understood shows while one writes; the text survives a reload. */
export function Paste({ plan, known, onAdd }: Props) {
  const name = `paste ${plan.id}`;
  const [{ text }, setText] = useDraft(name, { text: '' });
  const body = { text, year: plan.year, half: plan.half };
  const { value: read, error } = useReading(
    text,
    () => call('post', '/api/places/{place}/dates', { path: { place: plan.place }, body }),
    { pause: text ? PAUSE_MS : 0 },
  );
  const fresh = read?.dates.filter(({ date }) => !known.has(date)) ?? [];
  const add = () => {
    inWindow.forget(name);
    onAdd(fresh.map(({ date }) => date));
  };
  return (
    <>
      <TextArea
        label={t('season.paste.label')}
        hint={t('season.paste.hint')}
        error={error ? explain(error) : undefined}
        rows={4}
        maxLength={4000}
        value={text}
        onInput={event => setText({ text: event.currentTarget.value })}
      />
      <div role="status">{read && <Understood read={read} known={known} />}</div>
      {fresh.length > 0 && (
        <Button look="main" icon="plus" onClick={add}>
          {t('season.add', { n: fresh.length })}
        </Button>
      )}
    </>
  );
}

function Understood({ read, known }: { read: Read; known: ReadonlySet<string> }) {
  return (
    <>
      <ul>
        {read.dates.map(({ date, notes }) => (
          <li key={date}>
            {dayOf(date)}
            {notes.length > 0 && <b>: {wordsOf(notes)}</b>}
            {known.has(date) && <span class="soft"> ({t('season.paste.known')})</span>}
          </li>
        ))}
      </ul>
      {read.unread.length > 0 && (
        <p class={css.note}>
          <Icon name="warning" />{' '}
          {t('season.paste.unread', { bits: read.unread.map(bit => `«${bit}»`).join(', ') })}
        </p>
      )}
    </>
  );
}
