import type { SessionBrief } from '../../../api/types';
import { formatDate, formatSpan } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/field';
import type { IconName } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import type { SectionProps } from '../sections';
import css from './announcement.module.css';
import { Doors, Hours } from './change-fields';
import { draftOf, type Form, REASONS, startOf } from './change-form';
import { OwnWords } from './own';
import { Sender } from './sender';
import { useWriting } from './use-writing';

const CHOICES = { move: 'calendar', door: 'door', cancel: 'cross' } as const satisfies Record<
  string,
  IconName
>;

type Props = Pick<SectionProps, 'place'> & { session: SessionBrief };

/** One Saturday changes: three big choices, a reason, a look at whom it reaches. What was typed survives a reload. */
export default function Change({ place, session }: Props) {
  const { form, set, draft, readers, error, look, sending } = useWriting<Form>(
    `change ${session.id}`,
    startOf(session),
    typed => draftOf(typed, session),
  );
  return (
    <Page title={t('announcement.change')} icon="calendar">
      <p>
        <b>{formatDate(session.startsAt)}</b>, {formatSpan(session.startsAt, session.endsAt)}
      </p>
      {draft ? (
        <Sender place={place.slug} draft={draft} {...sending} />
      ) : (
        <>
          <Choices form={form} onChange={set} />
          {form.what === 'move' && <Hours form={form} onChange={set} />}
          {form.what === 'door' && <Doors form={form} onChange={set} />}
          {form.what && (
            <>
              <Reasons form={form} onChange={set} />
              <OwnWords texts={form.texts} readers={readers} onChange={texts => set({ texts })} />
              <Alert text={error} />
              <p>
                <Button look="main" icon="next" onClick={look}>
                  {t('announcement.look')}
                </Button>
              </p>
            </>
          )}
        </>
      )}
    </Page>
  );
}

interface FieldsProps {
  form: Form;
  onChange(change: Partial<Form>): void;
}

function Choices({ form, onChange }: FieldsProps) {
  return (
    <fieldset class={css.choices}>
      <legend>{t('announcement.change.what')}</legend>
      {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map(what => (
        <Button
          key={what}
          icon={CHOICES[what]}
          aria-pressed={form.what === what}
          onClick={() => onChange({ what })}
        >
          {t(`announcement.${what}`)}
          <small>{t(`announcement.${what}.hint`)}</small>
        </Button>
      ))}
    </fieldset>
  );
}

/** A cancelled Saturday needs a reason; the others may have one. */
function Reasons({ form, onChange }: FieldsProps) {
  const none = form.what === 'cancel' ? [] : ([['', t('announcement.reason.none')]] as const);
  return (
    <Select<Form['reason']>
      label={t('announcement.reason')}
      value={form.reason}
      options={[...none, ...REASONS.map(reason => [reason, t(`reason.${reason}`)] as const)]}
      onChange={reason => onChange({ reason })}
    />
  );
}
