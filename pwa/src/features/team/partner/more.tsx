import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { Partner, PartnerSlots } from '../../../api/types';
import { formatDate } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { useReading } from '../../../state/reading';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Field } from '../../../ui/field';
import { More } from '../../../ui/more';
import { Notice } from '../../../ui/notice';
import { Stepper } from '../../../ui/stepper';
import { Waiting } from '../../../ui/waiting';
import { ifMatch } from '../season/plan';
import { Sure } from '../sure';
import { daysOf } from '../volunteer/words';
import { rereadStale } from './stale';

interface Props {
  partner: Partner;
  onChange(): void;
}

/** What is seldom done to a partner: slots on shifts, a join code, the logo, and taking it away. */
export default function PartnerMore({ partner, onChange }: Props) {
  const remove = async () => {
    await call('delete', '/api/partners/{partner}', { path: { partner: partner.id } });
    onChange();
  };
  return (
    <>
      <Slots partner={partner} />
      <JoinCode partner={partner} />
      <Logo partner={partner} onChange={onChange} />
      <Sure
        text={t('partner.remove')}
        label={`${t('partner.remove')}: ${partner.name}`}
        icon="trash"
        warning={t('partner.remove.sure')}
        act={remove}
      />
    </>
  );
}

function Slots({ partner }: { partner: Partner }) {
  const slots = useReading(partner.id, () =>
    call('get', '/api/partners/{partner}/slots', { path: { partner: partner.id } }),
  );
  return (
    <section aria-label={t('partner.slots')}>
      <h3>{t('partner.slots')}</h3>
      <p class="soft">{t('partner.slots.hint')}</p>
      <Waiting of={slots} />
      {slots.value?.length === 0 && <p>{t('partner.slots.none')}</p>}
      {daysOf(slots.value ?? []).map(rows => (
        <More key={rows[0].startsAt} icon="calendar" title={formatDate(rows[0].startsAt)}>
          {rows.map(row => (
            <Slot key={row.shift} row={row} partner={partner.id} onChange={slots.again} />
          ))}
        </More>
      ))}
    </section>
  );
}

function Slot({ row, partner, onChange }: { row: PartnerSlots; partner: string; onChange(): void }) {
  const { error, run } = useAttempt();
  const set = (slots: number) =>
    run(async () => {
      await call('put', '/api/shifts/{shift}/slots/{partner}', {
        path: { shift: row.shift, partner },
        body: { slots },
      });
      onChange();
    });
  const what = [t(`task.${row.task}`), t('partner.slots.needed', { n: row.needed })];
  return (
    <>
      <Stepper label={what.join(', ')} value={row.slots} max={row.needed} onChange={set} />
      <Alert text={error} />
    </>
  );
}

function JoinCode({ partner }: { partner: Partner }) {
  const [code, setCode] = useState<string>();
  const { busy, error, run } = useAttempt();
  const renew = () =>
    run(async () =>
      setCode((await call('post', '/api/partners/{partner}/code', { path: { partner: partner.id } })).code),
    );
  return (
    <>
      <Button icon="key" busy={busy} onClick={renew}>
        {t('partner.code')}
      </Button>
      <div role="status">
        {code && (
          <Notice tone="good">
            <p>
              <b dir="ltr">{code.match(/.{1,4}/g)?.join(' ')}</b>
            </p>
            <p>{t('partner.code.hint')}</p>
          </Notice>
        )}
      </div>
      <Alert text={error} />
    </>
  );
}

const base64 = async (file: File): Promise<string> =>
  btoa(Array.from(new Uint8Array(await file.arrayBuffer()), byte => String.fromCharCode(byte)).join(''));

function Logo({ partner, onChange }: Props) {
  const { busy, error, run } = useAttempt();
  const path = { partner: partner.id };
  const keep = (file: File | undefined) =>
    file &&
    run(async () => {
      await call('put', '/api/partners/{partner}/logo', {
        path,
        body: { png: await base64(file) },
        ifMatch: ifMatch(partner.version),
      });
      say(t('is.saved'));
      onChange();
    }, rereadStale(onChange));
  const remove = () =>
    run(async () => {
      await call('delete', '/api/partners/{partner}/logo', { path });
      onChange();
    });
  return (
    <>
      <Field label={t('partner.logo')} hint={t('partner.logo.hint')} error={error}>
        {ties => (
          <input
            type="file"
            accept="image/png"
            onChange={event => void keep(event.currentTarget.files?.[0])}
            {...ties}
          />
        )}
      </Field>
      {partner.hasLogo && (
        <>
          <p>
            <img src={`/api/partners/${partner.id}/logo`} alt={partner.name} height={64} />
          </p>
          <Button look="quiet" busy={busy} onClick={remove}>
            {t('partner.logo.remove')}
          </Button>
        </>
      )}
    </>
  );
}
