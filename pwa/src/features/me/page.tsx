import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { me, refreshMe } from '../../state/me';
import { Later } from '../../ui/later';
import { Page } from '../../ui/page';
import { Answers } from './answers';
import { Profile } from './profile';
import { Reminders } from './reminders';

/** All that is known about the family: to see, correct, take along and erase. */
export default function MePage() {
  const [asked, setAsked] = useState(me.peek() !== undefined);
  useEffect(() => {
    void refreshMe().then(() => setAsked(true));
  }, []);
  return <Page title={t('me.title')}>{asked ? <Known /> : <p role="status">{t('is.loading')}</p>}</Page>;
}

function Known() {
  const { family, answers = [], devices = [] } = me.value ?? {};
  if (!family) return <Later load={() => import('./stranger')} />;
  return (
    <>
      <Answers answers={answers} />
      <Later load={() => import('./messages')} />
      <Profile family={family} />
      <Reminders family={family} />
      <Later load={() => import('./contact')} family={family} />
      <Later load={() => import('./phones')} devices={devices} />
      <Later load={() => import('./papers')} />
    </>
  );
}
