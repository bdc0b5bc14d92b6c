import type { Audiences } from '../../../api/types';
import { formatDate } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/field';
import { Page } from '../../../ui/page';
import type { SectionProps } from '../sections';
import { audiencesOf, draftOf, type Form, KINDS, needsSession, START, sessionsFor } from './compose-form';
import { OwnWords } from './own';
import { Sender } from './sender';
import { useWriting } from './use-writing';

type Props = Pick<SectionProps, 'place'> & { known: Audiences };

/** A new message: what, to whom, in which words; then a look at whom it reaches. What was typed survives a reload. */
export default function Compose({ place, known }: Props) {
  const { form, set, draft, readers, error, look, sending } = useWriting<Form>('message', START, typed =>
    draftOf(typed, known),
  );
  return (
    <Page title={t('announcement.new')} icon="mail">
      {draft ? (
        <Sender place={place.slug} draft={draft} {...sending} />
      ) : (
        <>
          <Fields form={form} known={known} onChange={set} />
          <OwnWords
            texts={form.texts}
            readers={readers}
            needed={form.kind === 'news'}
            onChange={texts => set({ texts })}
          />
          <Alert text={error} />
          <p>
            <Button look="main" icon="next" onClick={look}>
              {t('announcement.look')}
            </Button>
          </p>
        </>
      )}
    </Page>
  );
}

interface FieldsProps {
  form: Form;
  known: Audiences;
  onChange(change: Partial<Form>): void;
}

function Fields({ form, known, onChange }: FieldsProps) {
  const sessions = sessionsFor(form, known);
  return (
    <>
      <Select<Form['kind']>
        label={t('announcement.kind')}
        value={form.kind}
        options={KINDS.map(kind => [kind, t(`announcement.${kind}`)] as const)}
        onChange={kind => onChange({ kind, audience: audiencesOf(kind, known)[0] ?? 'families' })}
      />
      <Select<Form['audience']>
        label={t('announcement.to.whom')}
        value={form.audience}
        options={audiencesOf(form.kind, known).map(
          each => [each, t(`announcement.audience.${each}`)] as const,
        )}
        onChange={audience => onChange({ audience })}
      />
      {form.audience === 'partner' && (
        <Select
          label={t('announcement.partner')}
          value={form.partner}
          options={[['', ''] as const, ...known.partners.map(({ id, name }) => [id, name] as const)]}
          onChange={partner => onChange({ partner })}
        />
      )}
      {needsSession(form) && (
        <Select
          label={t('announcement.which')}
          value={form.session}
          options={[
            ['', ''] as const,
            ...sessions.map(({ id, startsAt }) => [id, formatDate(startsAt)] as const),
          ]}
          onChange={session => onChange({ session })}
        />
      )}
    </>
  );
}
