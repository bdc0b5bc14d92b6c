import type { PlaceSettings } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { Check } from '../../../ui/field';
import { More } from '../../../ui/more';
import { Stepper } from '../../../ui/stepper';
import { TypedField } from '../../../ui/typed-field';
import css from '../season/season.module.css';
import { TASKS } from '../season/tasks';
import { SettingsForm, type SettingsProps } from './form';

type Work = PlaceSettings['tasks'][number];

const none = (task: Work['task']): Work => ({
  task,
  hands: 0,
  startsBefore: 0,
  endsAfter: 0,
  needsCertificate: false,
});

/** The hands that a usual Saturday needs, with hours and certificate behind a tap. A task without hands is none. */
export function UsualTasks(props: SettingsProps) {
  const known = props.settings.tasks;
  const start = { tasks: TASKS.map(task => known.find(each => each.task === task) ?? none(task)) };
  return (
    <SettingsForm
      {...props}
      name="tasks"
      title={t('season.tasks')}
      lead={t('season.set.tasks.hint')}
      start={start}
      bodyOf={({ tasks }) => ({ tasks: tasks.filter(({ hands }) => hands) })}
    >
      {({ values: { tasks }, set }) =>
        tasks.map(work => (
          <OfOne
            key={work.task}
            work={work}
            onChange={next => set({ tasks: tasks.map(each => (each.task === next.task ? next : each)) })}
          />
        ))
      }
    </SettingsForm>
  );
}

function OfOne({ work, onChange }: { work: Work; onChange(work: Work): void }) {
  const name = t(`task.${work.task}`);
  const minutes = (field: 'startsBefore' | 'endsAfter', label: string) => (
    <TypedField
      label={label}
      hint={t('season.set.minutes.hint')}
      maxLength={4}
      value={String(work[field])}
      onValue={text => onChange({ ...work, [field]: Number.parseInt(text.replace('−', '-'), 10) || 0 })}
    />
  );
  return (
    <>
      <Stepper label={name} max={50} value={work.hands} onChange={hands => onChange({ ...work, hands })} />
      {work.hands > 0 && (
        <More icon="clock" title={`${t('season.set.times')}: ${name}`}>
          <div class={css.pair}>
            {minutes('startsBefore', t('season.set.before'))}
            {minutes('endsAfter', t('season.set.after'))}
          </div>
          <Check
            label={t('season.set.needs')}
            checked={work.needsCertificate}
            onChange={event => onChange({ ...work, needsCertificate: event.currentTarget.checked })}
          />
        </More>
      )}
    </>
  );
}
