import type { components } from '../../../api/schema';
import { lang, t } from '../../../i18n/i18n';

type Unit = components['schemas']['KitchenUnit'];

const decimal = (n: number): string => new Intl.NumberFormat(lang() === 'en' ? 'en' : 'nb').format(n);

/** "1½": halves as spoons have them. */
const halves = (n: number): string => `${Math.floor(n) || (n % 1 ? '' : 0)}${n % 1 ? '½' : ''}`;

/** An amount as a kitchen says it: 0,5 l is 5 dl, 1500 g is 1,5 kg. */
export function inKitchen(amount: number, unit: Unit): string {
  switch (unit) {
    case 'g':
      return amount < 1000
        ? t('saturday.unit.g', { amount: decimal(amount) })
        : t('saturday.unit.kg', { amount: decimal(amount / 1000) });
    case 'ml':
      return amount < 1000
        ? t('saturday.unit.dl', { amount: decimal(amount / 100) })
        : t('saturday.unit.l', { amount: decimal(amount / 1000) });
    case 'tsp':
      return t('saturday.unit.tsp', { amount: halves(amount) });
    case 'piece':
      return t('saturday.unit.piece', { amount: decimal(amount) });
  }
}
