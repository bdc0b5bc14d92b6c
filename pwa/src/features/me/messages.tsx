import { useEffect, useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { components } from '../../api/schema';
import { formatDate } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { Card } from '../../ui/card';

/** What organisers wrote in the last month, whole: a lock screen may have cut it, or hidden it. Nothing when there is nothing. */
export default function Messages() {
  const [messages, setMessages] = useState<components['schemas']['Message'][]>([]);
  useEffect(() => {
    void call('get', '/api/me/messages', {}).then(setMessages, () => undefined); // the rest of the page works without
  }, []);
  if (!messages.length) return null;
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
