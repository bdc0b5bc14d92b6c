import { useEffect, useState } from 'preact/hooks';
import { lang } from '../../i18n/i18n';
import { spoken } from '../../i18n/languages';

/** Under which names phones have the voices of a language that go by another name than ours. */
const NAMES: Record<string, string[]> = {
  nb: ['nb', 'no'],
  nn: ['nn', 'nb', 'no'],
  prs: ['prs', 'fa'],
  kmr: ['kmr', 'ku'],
};

function voiceOf(code: string): SpeechSynthesisVoice | undefined {
  const names = NAMES[code] ?? [code];
  return speechSynthesis.getVoices().find(voice => names.includes(voice.lang.split(/[-_]/)[0] ?? ''));
}

/** Reads aloud in the language on the screen; undefined when this phone has no voice for it. */
export function useVoice(): ((text: string) => void) | undefined {
  const [, look] = useState(0);
  const able = 'speechSynthesis' in window;
  useEffect(() => {
    if (!able) return;
    const again = () => look(n => n + 1); // browsers fetch their list of voices when first asked
    speechSynthesis.addEventListener?.('voiceschanged', again);
    return () => {
      speechSynthesis.removeEventListener?.('voiceschanged', again);
      speechSynthesis.cancel();
    };
  }, []);
  const voice = able ? voiceOf(spoken(lang())) : undefined;
  return (
    voice &&
    (text => {
      const words = new SpeechSynthesisUtterance(text);
      words.voice = voice;
      words.lang = voice.lang;
      speechSynthesis.cancel();
      speechSynthesis.speak(words);
    })
  );
}
