import { formatNumber, t } from '../i18n/index.ts';
import type { Item } from './items.ts';

/** A number as a person types it, with a comma or a point; null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** What is wrong with a typed number, in words; null when it answers the item. */
export function problemOfNumber(item: Pick<Item, 'min' | 'max' | 'unit'>, text: string): string | null {
  const value = readNumber(text);
  const shown = (limit: number): string => [formatNumber(limit, 2), item.unit].filter(Boolean).join(' ');
  if (value === null) return t('item.number_bad');
  if (typeof item.min === 'number' && value < item.min) return t('item.number_low', { n: shown(item.min) });
  if (typeof item.max === 'number' && value > item.max) return t('item.number_high', { n: shown(item.max) });
  return null;
}
