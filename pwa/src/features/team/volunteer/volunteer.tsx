import { call } from '../../../api/client';
import type { VolunteerFile, VolunteerRow } from '../../../api/types';
import { formatDateYear, formatFacts, formatSpan } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { navigate, to } from '../../../state/route';
import { say } from '../../../state/toast';
import { ButtonLink } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { More } from '../../../ui/more';
import { Waiting } from '../../../ui/waiting';
import { Sure } from '../sure';
import { Tile, Tiles } from '../tiles';
import { Toolbar } from '../toolbar';
import { Certificate } from './certificate';
import { Hands } from './hands';
import css from './volunteer.module.css';
import { hoursOf, languagesOf, nameOf } from './words';

/** One volunteer: how to write, certificates, shifts to come and those that were worked. */
export default function VolunteerPage({ slug, id }: { slug: string; id: string }) {
  const path = { place: slug, volunteer: id };
  const file = useReading(id, () => call('get', '/api/places/{place}/volunteers/{volunteer}', { path }));
  const list = to(`/team/${slug}/people/volunteers`);
  const leave = async () => {
    await call('delete', '/api/places/{place}/volunteers/{volunteer}', { path });
    say(t('volunteer.leave.done'));
    await navigate(list);
  };
  return (
    <>
      <ButtonLink look="quiet" icon="back" href={list}>
        {t('volunteer.back')}
      </ButtonLink>
      <Waiting of={file} />
      {file.value && (
        <>
          <Who volunteer={file.value.volunteer} />
          <Certificates file={file.value} path={path} onChange={file.again} />
          <Hands file={file.value} onChange={file.again} />
          <Held file={file.value} slug={slug} />
          <Sure text={t('volunteer.leave')} icon="trash" warning={t('volunteer.leave.sure')} act={leave} />
        </>
      )}
    </>
  );
}

function Who({ volunteer: v }: { volunteer: VolunteerRow }) {
  return (
    <>
      <h2>
        <bdi>{nameOf(v)}</bdi>
      </h2>
      {v.partner && <p>{t('volunteer.of', { partner: v.partner })}</p>}
      {v.speaks.length > 0 && <p>{t('volunteer.languages_of', { languages: languagesOf(v.speaks) })}</p>}
      {v.tasks.length > 0 && (
        <p class="soft">
          {t('volunteer.done', { tasks: formatFacts(v.tasks.map(task => t(`task.${task}`))) })}
        </p>
      )}
      <Toolbar>
        <ButtonLink icon="mail" href={`mailto:${v.email}`}>
          {t('volunteer.write')}
        </ButtonLink>
        <bdi>{v.email}</bdi>
      </Toolbar>
      <Tiles>
        <Tile label={t('volunteer.season_hours')} value={hoursOf(v.minutesSeason)} />
        <Tile label={t('volunteer.year_hours')} value={hoursOf(v.minutesYear)} />
      </Tiles>
    </>
  );
}

interface CertificatesProps {
  file: VolunteerFile;
  path: { place: string; volunteer: string };
  onChange(): void;
}

function Certificates({ file, path, onChange }: CertificatesProps) {
  const known = file.volunteer.certificates;
  return (
    <Card labelledBy="certificates">
      <h2 id="certificates">{t('volunteer.cert')}</h2>
      <p class="soft">{t(known.length ? 'volunteer.cert.hint' : 'volunteer.cert.no_task')}</p>
      <ul class={css.rows}>
        {known.map(each => (
          <Certificate key={each.task} known={each} path={{ ...path, task: each.task }} onChange={onChange} />
        ))}
      </ul>
    </Card>
  );
}

function Held({ file: { held, volunteer }, slug }: { file: VolunteerFile; slug: string }) {
  if (!held.length) return <p class="soft">{t('volunteer.held.none')}</p>;
  return (
    <Card>
      <ButtonLink icon="download" download href={`/api/places/${slug}/volunteers/${volunteer.id}/hours.pdf`}>
        {t('volunteer.pdf')}
      </ButtonLink>
      <More icon="clock" title={t('volunteer.held')}>
        <ul class={css.rows}>
          {held.map(shift => (
            <li key={shift.id}>
              {formatFacts([
                formatDateYear(shift.startsAt),
                formatSpan(shift.startsAt, shift.endsAt),
                t(`task.${shift.task}`),
              ])}
            </li>
          ))}
        </ul>
      </More>
    </Card>
  );
}
