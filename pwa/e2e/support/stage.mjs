/** All that the journeys of one file share: the program, a browser, and the outside world where they need it. */

import { openBrowser } from './browser.mjs';
import { openMailbox } from './mailbox.mjs';
import { openPushService } from './push-service.mjs';
import { startServer } from './server.mjs';

/** Opens a stage, with a `mailbox` (`mail`) and a push `service` (`push`) when asked; `close` ends all of it. */
export async function openStage({ mail = false, push = false } = {}) {
  const stage = {
    async close() {
      await stage.browser?.close();
      await stage.server?.stop();
      await stage.mailbox?.close();
      await stage.service?.close();
    },
  };
  try {
    stage.mailbox = mail ? await openMailbox() : undefined;
    stage.service = push ? await openPushService() : undefined;
    stage.server = await startServer({
      ...(mail && { SMTP_URL: stage.mailbox.url }),
      ...(push && { PUSH_EXTRA_HOSTS: stage.service.origin }),
    });
    stage.browser = await openBrowser();
  } catch (error) {
    await stage.close();
    throw error;
  }
  return stage;
}
