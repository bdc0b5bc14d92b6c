import { call } from '../../../api/client';
import type { CertificateRow } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { Card } from '../../../ui/card';
import { Icon } from '../../../ui/icon';
import { Waiting } from '../../../ui/waiting';
import css from './volunteer.module.css';
import { CERTIFICATE_ICONS, certificateWords, nameOf } from './words';

const STATES = ['out', 'ending', 'asked', 'shown'] as const;

/** The register: what needs somebody first, each line leading to the volunteer. */
export default function Certificates({ slug }: { slug: string }) {
  const register = useReading(slug, () =>
    call('get', '/api/places/{place}/certificates', { path: { place: slug } }),
  );
  const rows = register.value;
  return (
    <>
      <Waiting of={register} />
      {rows?.length === 0 && <p>{t('volunteer.cert.empty')}</p>}
      {STATES.map(state => {
        const some = rows?.filter(row => row.certificate.state === state) ?? [];
        return some.length > 0 && <Group key={state} state={state} rows={some} slug={slug} />;
      })}
    </>
  );
}

interface GroupProps {
  state: (typeof STATES)[number];
  rows: CertificateRow[];
  slug: string;
}

function Group({ state, rows, slug }: GroupProps) {
  return (
    <Card labelledBy={state}>
      <h2 id={state}>
        <Icon name={CERTIFICATE_ICONS[state]} /> {t(`volunteer.cert.${state}.title`)}
      </h2>
      <ul class={css.rows}>
        {rows.map(({ volunteer, name, certificate }) => (
          <li key={volunteer + certificate.task}>
            <a href={to(`/team/${slug}/people/volunteers/${volunteer}`)}>
              <bdi>{nameOf({ name })}</bdi>
            </a>
            <br />
            {t(`task.${certificate.task}`)}: {certificateWords(certificate)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
