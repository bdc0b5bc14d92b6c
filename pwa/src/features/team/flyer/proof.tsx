import type { Key } from '../../../i18n/catalogue';
import { t } from '../../../i18n/i18n';
import { Button, ButtonLink } from '../../../ui/button';
import { Toolbar } from '../toolbar';
import css from './flyer.module.css';
import { type FlyerText, nameOf } from './words';

/** What one looks at: on a phone the text or a proof, at a desk the text and a proof beside it. */
export type View = 'text' | 'html' | 'a4.png' | 'png';

const VIEWS: [View, Key][] = [
  ['text', 'flyer.view.text'],
  ['html', 'flyer.view.page'],
  ['a4.png', 'flyer.view.sheet'],
  ['png', 'flyer.view.picture'],
];

/** Chooses what to look at. At a desk the text always is there, and the page beside it is the first proof. */
export const Views = ({ view, onChange }: { view: View; onChange(view: View): void }) => (
  <Toolbar>
    {VIEWS.map(([each, key]) => (
      <span key={each} class={each === 'text' ? css.onPhone : undefined}>
        <Button
          aria-pressed={each === view}
          {...(each === view && { icon: 'check' as const })}
          onClick={() => onChange(each)}
        >
          {t(key)}
        </Button>
      </span>
    ))}
  </Toolbar>
);

/** The flyer as it would be with what is saved; `turn` changes when there is something new to see. */
export function Proof({ text, view, turn }: { text: FlyerText; view: View; turn: number }) {
  const form = view === 'text' ? 'html' : view;
  const base = `/api/flyers/${text.flyer}/preview/${text.lang}`;
  const title = t('flyer.proof', { lang: nameOf(text.lang) });
  return (
    <section class={css.proof} aria-label={title}>
      {form === 'html' ? (
        <iframe key={turn} title={title} src={`${base}.html?turn=${turn}`} sandbox="allow-same-origin" />
      ) : (
        <img alt={title} src={`${base}.${form}?turn=${turn}`} />
      )}
      <ButtonLink look="quiet" icon="print" href={`${base}.pdf`} target="_blank">
        {t('flyer.view.pdf')}
      </ButtonLink>
    </section>
  );
}
