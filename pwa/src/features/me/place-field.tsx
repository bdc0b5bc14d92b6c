import { t } from '../../i18n/i18n';
import { usePlaces } from '../../state/data';
import { Select } from '../../ui/field';

interface Props {
  /** Slug of the family's place; a family may have none. */
  value: string | undefined;
  onChange(slug: string): void;
}

/** Where the family goes. Without the list of places there is nothing to choose from, so nothing is shown. */
export function PlaceField({ value = '', onChange }: Props) {
  const { value: places } = usePlaces();
  if (!places) return null;
  const none = value ? [] : [['', '–'] as const];
  return (
    <Select
      label={t('place.choose')}
      value={value}
      options={[...none, ...places.map(({ slug, name }) => [slug, name] as const)]}
      onChange={onChange}
    />
  );
}
