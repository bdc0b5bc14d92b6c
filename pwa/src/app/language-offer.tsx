import { useEffect, useState } from 'preact/hooks';
import { loadChunk } from '../i18n/catalogue';
import { directionOf, type Language, spoken } from '../i18n/languages';
import { readersLanguage } from '../i18n/reader';
import { setChoice } from '../state/choice';
import { onPhone } from '../state/kept';
import { route } from '../state/route';
import { Icon } from '../ui/icon';
import css from './language-offer.module.css';

const DECLINED = 'lang.declined';

interface Offer {
  own: Language;
  texts: Record<string, string>;
}

/** On a page in another language than the reader's: the way to the same page in the reader's own, until it is taken or declined. */
export function LanguageOffer() {
  const { lang, name, path } = route.value;
  const [offer, setOffer] = useState<Offer>();
  const own = readersLanguage();
  const foreign = own && own !== spoken(lang) && own !== onPhone.read(DECLINED);
  const needed = foreign && name !== 'language' && name !== 'team';
  useEffect(() => {
    if (!needed) return setOffer(undefined);
    loadChunk(own, 'core').then(
      ({ texts }) => setOffer({ own, texts }),
      () => undefined, // without a network it is of no use
    );
  }, [needed && own]);
  if (!needed || offer?.own !== own) return null;
  const decline = () => {
    onPhone.write(DECLINED, own);
    setOffer(undefined);
  };
  return (
    <p class={css.offer} lang={own} dir={directionOf(own)}>
      <a href={`/${own}${path}${location.search}`} onClick={() => setChoice('lang', own)}>
        <Icon name="language" /> {offer.texts['lang.offer']}
      </a>
      <button type="button" aria-label={offer.texts['do.close']} onClick={decline}>
        <Icon name="cross" />
      </button>
    </p>
  );
}
