import { useState } from 'preact/hooks';
import { addressOf, call } from '../../../api/client';
import type { TeamPlace } from '../../../api/types';
import { lang, t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { Button, ButtonLink } from '../../../ui/button';
import { Later } from '../../../ui/later';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import type { SectionProps } from '../sections';
import { Toolbar } from '../toolbar';
import { Choose } from './choose';
import { Close } from './close';
import { type Chosen, queryOf } from './report';
import { ReportSection } from './section';

/** What came of it: read, written beside, taken along and closed. `report/retention`: what is deleted, and when. */
export default function ReportPage({ place, rest }: SectionProps) {
  if (rest[0] === 'retention') return <Later load={() => import('./retention')} place={place} />;
  return <Report place={place} />;
}

const FILES = ['pdf', 'xlsx', 'csv'] as const;

function Report({ place }: { place: TeamPlace }) {
  const [chosen, setChosen] = useState<Chosen>({ place: place.slug });
  const query = queryOf(chosen, lang());
  const report = useReading(addressOf('/api/report', {}, query), () => call('get', '/api/report', { query }));
  const shown = report.value;
  return (
    <Page title={shown?.title ?? t('report.title')} icon="chart">
      <Choose place={place} years={shown?.years ?? []} chosen={chosen} onChange={setChosen} />
      <Waiting of={report} />
      {shown && !shown.seasons.length && <p>{t('report.empty')}</p>}
      {shown && (
        <>
          <Toolbar>
            {FILES.map(kind => (
              <ButtonLink
                key={kind}
                icon="download"
                href={addressOf('/api/report/{file}', { file: `report.${kind}` }, query)}
                download
              >
                {t(`report.file.${kind}`)}
              </ButtonLink>
            ))}
            <Button icon="print" onClick={() => print()}>
              {t('report.print')}
            </Button>
          </Toolbar>
          {shown.sections.map(section => (
            <ReportSection
              key={`${section.key} ${JSON.stringify(query)}`}
              section={section}
              chosen={chosen}
              onChange={report.again}
            />
          ))}
          {chosen.place &&
            shown.seasons.map(season => <Close key={season.id} season={season} onChange={report.again} />)}
        </>
      )}
      <ButtonLink icon="clock" href={to(`/team/${place.slug}/report/retention`)}>
        {t('report.keep')}
      </ButtonLink>
    </Page>
  );
}
