import { useState } from 'preact/hooks';
import { addressOf } from '../../../api/client';
import { t } from '../../../i18n/i18n';
import { LANGUAGES } from '../../../i18n/languages';
import { ButtonLink } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Check, Select } from '../../../ui/field';
import type { SectionProps } from '../sections';
import { type Distributor, nameOf } from './words';

const ALL = ['lett', ...Object.keys(LANGUAGES)];

/** One file for a school or hospital: a cover sheet, and the flyer in the chosen languages. */
export function Pack({ place, all }: Pick<SectionProps, 'place'> & { all: readonly Distributor[] }) {
  const [via, setVia] = useState(all[0]?.via ?? '');
  const [langs, setLangs] = useState<string[]>(['nb', 'ar', 'so']);
  const toggle = (lang: string) =>
    setLangs(langs.includes(lang) ? langs.filter(each => each !== lang) : [...langs, lang]);
  const href = addressOf(
    '/api/places/{place}/pack.pdf',
    { place: place.slug },
    { via, langs: langs.join(',') },
  );
  return (
    <Card labelledBy="pack">
      <h2 id="pack">{t('flyer.pack')}</h2>
      <p>{t('flyer.pack.lead')}</p>
      <Select
        label={t('flyer.pack.to')}
        value={via}
        options={[['', t('flyer.pack.nobody')], ...all.map(each => [each.via, each.name] as const)]}
        onChange={setVia}
      />
      <fieldset>
        <legend>{t('flyer.pack.languages')}</legend>
        {ALL.map(lang => (
          <Check
            key={lang}
            label={nameOf(lang)}
            checked={langs.includes(lang)}
            onChange={() => toggle(lang)}
          />
        ))}
      </fieldset>
      {langs.length > 0 && (
        <ButtonLink look="main" icon="download" href={href} download>
          {t('flyer.pack.download')}
        </ButtonLink>
      )}
    </Card>
  );
}
