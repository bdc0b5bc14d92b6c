import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import { number, t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { TextField } from '../../../ui/field';
import { More } from '../../../ui/more';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import { passOn } from '../../sign-in/pass-on';
import type { SectionProps } from '../sections';
import { Sure } from '../sure';
import { Table } from '../table';
import { Toolbar } from '../toolbar';
import { Pack } from './pack';
import type { Distributor } from './words';

type Place = Pick<SectionProps, 'place'>;

/** Who hands flyers out, each with a code and a link of its own, and how often these are used. */
export default function Channels({ place }: Place) {
  const known = useReading(place.slug, () =>
    call('get', '/api/places/{place}/distributors', { path: { place: place.slug } }),
  );
  const all = known.value;
  return (
    <Page title={t('flyer.channels')} icon="share">
      <p>
        <ButtonLink look="quiet" icon="back" href={to(`/team/${place.slug}/flyer`)}>
          {t('flyer.all')}
        </ButtonLink>
      </p>
      <p>{t('flyer.channels.lead')}</p>
      <Waiting of={known} />
      {all?.map(each => (
        <One key={each.via} place={place} one={each} onChange={known.again} />
      ))}
      {all && <Add place={place} onChange={known.again} />}
      {all && <Pack place={place} all={all} />}
    </Page>
  );
}

type OneProps = Place & { one: Distributor; onChange(): void };

function One({ place, one, onChange }: OneProps) {
  const path = { place: place.slug, via: one.via };
  const { error, run } = useAttempt();
  const code = `/api/places/${place.slug}/codes/${one.via}`;
  const id = `via-${one.via}`;
  const remove = async () => {
    await call('delete', '/api/places/{place}/distributors/{via}', { path });
    onChange();
  };
  return (
    <Card labelledBy={id}>
      <h2 id={id}>{one.name}</h2>
      <p>
        {t('flyer.channel.opens', { n: one.opens })}
        <br />
        <a href={one.link}>{one.link}</a>
      </p>
      <Toolbar>
        <Button icon="share" onClick={() => run(() => passOn(one.link))}>
          {t('do.share')}
        </Button>
        <ButtonLink icon="download" href={`${code}.png`} download={`${one.via}.png`}>
          {t('flyer.channel.code')}
        </ButtonLink>
        <ButtonLink look="quiet" icon="download" href={`${code}.svg`} download={`${one.via}.svg`}>
          {t('flyer.channel.code.svg')}
        </ButtonLink>
      </Toolbar>
      <Alert text={error} />
      <More icon="chart" title={t('flyer.channel.more')}>
        <Table
          caption={t('flyer.channel.months')}
          columns={[
            { name: t('flyer.channel.month'), cell: ({ month }) => month },
            { name: t('flyer.channel.count'), cell: ({ opens }) => number(opens), number: true },
          ]}
          rows={one.months}
          keyOf={({ month }) => month}
          empty={t('flyer.channel.never')}
        />
        <Rename path={path} name={one.name} onChange={onChange} />
        <Sure
          text={t('flyer.channel.remove')}
          label={`${t('flyer.channel.remove')}: ${one.name}`}
          icon="trash"
          warning={t('flyer.channel.remove.sure')}
          act={remove}
        />
      </More>
    </Card>
  );
}

function Rename({
  path,
  name,
  onChange,
}: {
  path: { place: string; via: string };
  name: string;
  onChange(): void;
}) {
  const [written, setWritten] = useState(name);
  const { busy, error, run } = useAttempt();
  const save = () =>
    run(async () => {
      await call('patch', '/api/places/{place}/distributors/{via}', { path, body: { name: written } });
      onChange();
      say(t('flyer.channel.saved'));
    });
  return (
    <>
      <TextField
        label={t('flyer.channel.name')}
        maxLength={80}
        value={written}
        onInput={event => setWritten(event.currentTarget.value)}
      />
      <Alert text={error} />
      <Button busy={busy} onClick={save}>
        {t('flyer.channel.rename')}
      </Button>
    </>
  );
}

/** The word that a name suggests: "Ahus, Nordbyhagen" → ahus-nordbyhagen. */
export const wordOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[æøå]/g, letter => ({ æ: 'ae', ø: 'o', å: 'a' })[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

function Add({ place, onChange }: Place & { onChange(): void }) {
  const [name, setName] = useState('');
  const [via, setVia] = useState('');
  const { busy, error, run } = useAttempt();
  const add = () =>
    run(async () => {
      const body = { name, via: via || wordOf(name) };
      await call('post', '/api/places/{place}/distributors', { path: { place: place.slug }, body });
      setName('');
      setVia('');
      onChange();
      say(t('flyer.channel.saved'));
    });
  return (
    <Card look="main" labelledBy="add-channel">
      <h2 id="add-channel">{t('flyer.channel.new')}</h2>
      <form
        onSubmit={event => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          label={t('flyer.channel.name')}
          required
          maxLength={80}
          value={name}
          onInput={event => setName(event.currentTarget.value)}
        />
        <TextField
          label={t('flyer.channel.word')}
          hint={t('flyer.channel.word.hint')}
          pattern="[a-z0-9\-]{2,40}"
          dir="ltr"
          value={via || wordOf(name)}
          onInput={event => setVia(event.currentTarget.value)}
        />
        <Alert text={error} />
        <Button type="submit" icon="plus" busy={busy}>
          {t('flyer.channel.add')}
        </Button>
      </form>
    </Card>
  );
}
