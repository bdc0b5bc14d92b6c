import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { Partner } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { inWindow, useDraft } from '../../../state/kept';
import { useReading } from '../../../state/reading';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Select, TextField } from '../../../ui/field';
import { Later } from '../../../ui/later';
import { More } from '../../../ui/more';
import { Waiting } from '../../../ui/waiting';
import { ifMatch } from '../season/plan';
import { rereadStale } from './stale';

type Role = Partner['role'];
type Form = Pick<Partner, 'name' | 'role'>;

/** The roles that a partner can have, with their words. */
const roles = () =>
  (['with', 'thanks', 'funder'] as const).map(role => [role, t(`partner.role.${role}`)] as const);

/** Organisations that the place works with, in their order. */
export default function Partners({ slug }: { slug: string }) {
  const partners = useReading(slug, () =>
    call('get', '/api/places/{place}/partners', { path: { place: slug } }),
  );
  return (
    <>
      <Waiting of={partners} />
      {partners.value?.length === 0 && <p>{t('partner.none')}</p>}
      {partners.value?.map((partner, nr) => (
        <OnePartner key={partner.id} partner={partner} nr={nr} onChange={partners.again} />
      ))}
      {partners.value && <NewPartner slug={slug} onChange={partners.again} />}
    </>
  );
}

interface Props {
  partner: Partner;
  nr: number;
  onChange(): void;
}

function OnePartner({ partner, nr, onChange }: Props) {
  const { busy, error, run } = useAttempt();
  const path = { partner: partner.id };
  const change = (body: Partial<Form> & { position?: number }) =>
    run(async () => {
      await call('patch', '/api/partners/{partner}', { path, body, ifMatch: ifMatch(partner.version) });
      say(t('is.saved'));
      onChange();
    }, rereadStale(onChange));
  return (
    <Card labelledBy={partner.id}>
      <h2 id={partner.id}>
        <bdi>{partner.name}</bdi>
      </h2>
      <p>{t(`partner.role.${partner.role}`)}</p>
      <p class="soft">{t('partner.volunteers', { n: partner.volunteers })}</p>
      {nr > 0 && (
        <Button
          look="quiet"
          busy={busy}
          aria-label={`${t('partner.up')}: ${partner.name}`}
          onClick={() => change({ position: nr - 1 })}
        >
          {t('partner.up')}
        </Button>
      )}
      <Alert text={error} />
      <More icon="menu" title={t('partner.change', { name: partner.name })}>
        <PartnerForm key={partner.name} start={partner} busy={busy} text={t('do.save')} onSave={change} />
        <Later load={() => import('./more')} partner={partner} onChange={onChange} />
      </More>
    </Card>
  );
}

function NewPartner({ slug, onChange }: { slug: string; onChange(): void }) {
  const { busy, error, run } = useAttempt();
  const [turn, setTurn] = useState(0);
  const add = (body: Form) =>
    run(async () => {
      await call('post', '/api/places/{place}/partners', { path: { place: slug }, body });
      inWindow.forget(DRAFT);
      setTurn(turn + 1);
      onChange();
    });
  return (
    <Card labelledBy="new-partner">
      <h2 id="new-partner">{t('partner.new')}</h2>
      <PartnerForm
        key={turn}
        draft={DRAFT}
        start={{ name: '', role: 'thanks' }}
        busy={busy}
        text={t('partner.add')}
        onSave={add}
      />
      <Alert text={error} />
    </Card>
  );
}

const DRAFT = 'partner';

interface FormProps {
  start: Form;
  draft?: string;
  busy: boolean;
  text: string;
  onSave(form: Form): void;
}

function PartnerForm({ start, draft, busy, text, onSave }: FormProps) {
  const [form, setForm] = useDraft<Form>(draft ?? `partner ${start.name}`, {
    name: start.name,
    role: start.role,
  });
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        onSave(form);
      }}
    >
      <TextField
        label={t('partner.name')}
        required
        maxLength={120}
        value={form.name}
        onInput={event => setForm({ ...form, name: event.currentTarget.value })}
      />
      <Select<Role>
        label={t('partner.role')}
        value={form.role}
        options={roles()}
        onChange={role => setForm({ ...form, role })}
      />
      <Button type="submit" icon={draft ? 'plus' : 'check'} busy={busy}>
        {text}
      </Button>
    </form>
  );
}
