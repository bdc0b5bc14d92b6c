import { call } from '../../api/client';
import { formatDate } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { useReading } from '../../state/reading';
import { Card } from '../../ui/card';

/** What organisers wrote in the last month, whole: a lock screen may have cut it, or hidden it. Nothing when there is nothing. */
export default function Messages() {
  const { value: messages } = useReading('messages', () => call('get', '/api/me/messages', {}));
  if (!messages?.length) return null; // the rest of the page works without
  return (
    <Card labelledBy="messages">
      <h2 id="messages">{t('me.messages')}</h2>
      {messages.map(({ id, at, title, body }) => (
        <p key={id + at}>
          <b dir="auto">{title}</b>
          <br />
          <span dir="auto">{body}</span>
          <br />
          <small class="soft">{formatDate(at)}</small>
        </p>
      ))}
    </Card>
  );
}
