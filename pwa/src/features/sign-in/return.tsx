import { call } from '../../api/client';
import { lang, t } from '../../i18n/i18n';
import { spoken } from '../../i18n/languages';
import { arrived } from './arrived';
import { checkCode, EmailCode } from './email-code';

/** "I have been here before": back to the family that has the address. */
export function Return({ email }: { email?: string }) {
  return (
    <EmailCode
      name="return"
      email={email}
      label={t('me.email')}
      sendText={t('do.send')}
      send={address =>
        call('post', '/api/sign-in/code', {
          body: { email: address, lang: spoken(lang()), purpose: 'family' },
        })
      }
      check={checkCode}
      onDone={arrived}
    />
  );
}
