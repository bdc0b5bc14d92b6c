import type { components } from '../../../api/schema';
import { formatFacts } from '../../../i18n/dates';
import { number, t } from '../../../i18n/i18n';
import { directionOf, LANGUAGES } from '../../../i18n/languages';
import { Card } from '../../../ui/card';
import { Icon, type IconName } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Table } from '../table';
import css from './announcement.module.css';

type Reach = components['schemas']['Reach'];
type Reader = components['schemas']['ReaderLanguage'];

const MARKS: Record<Reader['text'], IconName> = { ready: 'check', machine: 'language', norwegian: 'warning' };
const all = ({ push, mail, nobody }: Reach): number => push + mail + nobody;

/** Whom a message reaches, by which channel, in which languages, and how it will look. */
export function Preview({ preview }: { preview: components['schemas']['AnnouncementPreview'] }) {
  const { families, volunteers, languages } = preview;
  return (
    <Card labelledBy="preview">
      <h2 id="preview">{t('announcement.preview')}</h2>
      {all(families) + all(volunteers) === 0 && <Notice>{t('announcement.nobody')}</Notice>}
      {all(families) > 0 && (
        <Reached who={t('announcement.families', { n: all(families) })} reach={families} />
      )}
      {all(volunteers) > 0 && (
        <Reached who={t('announcement.volunteers', { n: all(volunteers) })} reach={volunteers} />
      )}
      <Table
        caption={t('announcement.languages')}
        rows={languages}
        keyOf={({ lang }) => lang}
        columns={[
          { name: t('nav.language'), cell: ({ lang }) => LANGUAGES[lang].name },
          { name: t('announcement.readers'), number: true, cell: ({ people }) => number(people) },
          {
            name: t('announcement.own'),
            cell: ({ text }) => (
              <span class={css.mark}>
                <Icon name={MARKS[text]} />
                {t(`announcement.text.${text}`)}
              </span>
            ),
          },
        ]}
      />
      {languages.map(reader => (
        <Sample key={reader.lang} reader={reader} open={reader === languages[0]} />
      ))}
    </Card>
  );
}

function Reached({ who, reach }: { who: string; reach: Reach }) {
  const ways = [
    [t('announcement.push'), reach.push],
    [t('announcement.mail'), reach.mail],
    [t('announcement.unreached'), reach.nobody],
  ] as const;
  const facts = ways.filter(([, n]) => n > 0).map(([name, n]) => `${name}: ${number(n)}`);
  return (
    <p>
      <b>{who}</b>
      <br />
      {formatFacts(facts)}
    </p>
  );
}

/** The notice as a phone shows it, in its own direction. */
function Sample({ reader: { lang, title, body }, open }: { reader: Reader; open: boolean }) {
  return (
    <details class={css.sample} open={open}>
      <summary>{`${t('announcement.sample')}: ${LANGUAGES[lang].name}`}</summary>
      <div lang={lang} dir={directionOf(lang)}>
        <b>{title}</b>
        <p>{body}</p>
      </div>
    </details>
  );
}
