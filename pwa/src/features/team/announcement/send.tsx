import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { Announcement, NewAnnouncement } from '../../../api/types';
import { needTexts, t } from '../../../i18n/i18n';
import type { Language } from '../../../i18n/languages';
import { useAttempt } from '../../../state/attempt';
import { newKey } from '../../../state/key';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Arriving } from './arriving';
import { Preview } from './preview';

interface Props {
  /** Slug. */
  place: string;
  /** What is to be said. Another one begins anew. */
  draft: NewAnnouncement;
  /** Called with the languages of those whom it reaches. */
  onLooked?(readers: Language[]): void;
  /** Called when it was made and can be undone. */
  onMade?(): void;
  /** Called when it has left. */
  onSent?(sent: Announcement): void;
}

/** Shows whom a message reaches, sends it, and follows it: it can be undone until it leaves. Brings its own texts. */
export default function Send(props: Props) {
  const [ready, setReady] = useState(false);
  const { error, run } = useAttempt();
  useEffect(() => void run(() => needTexts('staff.announcement').then(() => setReady(true))), []);
  if (!ready) return error ? <Alert text={error} /> : <p role="status">{t('is.loading')}</p>;
  return <Sending key={JSON.stringify(props.draft)} {...props} />;
}

function Sending({ place, draft, onLooked, onMade, onSent }: Props) {
  const [preview, setPreview] = useState<Parameters<typeof Preview>[0]['preview']>();
  const [made, setMade] = useState<Announcement>();
  const [key, setKey] = useState(newKey);
  const { busy, error, run } = useAttempt();
  const look = () =>
    run(async () => {
      setMade(undefined);
      setKey(newKey());
      const path = { place };
      const looked = await call('post', '/api/places/{place}/announcements/preview', { path, body: draft });
      setPreview(looked);
      onLooked?.(looked.languages.map(({ lang }) => lang));
    });
  const send = () =>
    run(async () => {
      const path = { place };
      setMade(await call('post', '/api/places/{place}/announcements', { path, body: draft, key }));
      onMade?.();
    });
  useEffect(() => void look(), []);
  if (made) return <Arriving announcement={made} onLeft={onSent} onAgain={look} />;
  return (
    <>
      {!preview && !error && <p role="status">{t('is.loading')}</p>}
      {preview && <Preview preview={preview} />}
      <Alert text={error} />
      {preview ? (
        <Button look="main" icon="mail" busy={busy} onClick={send}>
          {t('announcement.send')}
        </Button>
      ) : (
        error && <Button onClick={look}>{t('do.retry')}</Button>
      )}
    </>
  );
}
