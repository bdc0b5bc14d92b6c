import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n/i18n';
import css from './dialog.module.css';
import { Icon } from './icon';

interface Props {
  title: string;
  open: boolean;
  onClose(): void;
  children: ComponentChildren;
}

/** The browser's own modal dialog: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, open, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return hide(dialog.current);
    const opener = document.activeElement as HTMLElement | null;
    showModal(dialog.current);
    return () => {
      if (document.activeElement === document.body) opener?.focus(); // taken out of the page, it gave nothing back
    };
  }, [open]);
  return (
    <dialog ref={dialog} class={css.dialog} aria-labelledby={id} onClose={onClose}>
      <div class={css.head}>
        <h2 id={id}>{title}</h2>
        <button type="button" aria-label={t('do.close')} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      {open && children}
    </dialog>
  );
}

/** Safari before 15.4 has no modal dialogs: there it opens in the flow of the page. */
function showModal(dialog: HTMLDialogElement | null): void {
  if (!dialog || dialog.hasAttribute('open')) return;
  if (dialog.showModal) dialog.showModal();
  else dialog.setAttribute('open', '');
}

function hide(dialog: HTMLDialogElement | null): void {
  if (dialog?.close) dialog.close();
  else dialog?.removeAttribute('open');
}
