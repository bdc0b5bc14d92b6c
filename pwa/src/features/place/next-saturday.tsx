import type { SessionBrief } from '../../api/types';
import { t } from '../../i18n/i18n';
import { Card } from '../../ui/card';
import { AnswerCard } from '../answer/answer-card';
import { Changes, When } from './session-facts';

interface Props {
  /** Undefined when none is set up. */
  session: SessionBrief | undefined;
  /** The place's name, where the page does not say it otherwise. */
  place?: string | undefined;
}

/** The next Saturday with its one big answer. */
export function NextSaturday({ session, place }: Props) {
  if (!session) return <p>{t('place.none')}</p>;
  return (
    <Card look="main">
      <When session={session} place={place} />
      <Changes session={session} />
      <AnswerCard session={session} />
    </Card>
  );
}
