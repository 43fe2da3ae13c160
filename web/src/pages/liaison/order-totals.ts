import type { Schemas } from '../../api/index.ts';

/** What may become of a ticket under an order, what changes most first. */
export const ORDER_EFFECTS = ['deferred', 'returning', 'under_way', 'exempt', 'staying_deferred', 'unaffected'] as const;
export type OrderEffect = (typeof ORDER_EFFECTS)[number];

/** How many tickets meet each effect, those that none meets left out. */
export function totalsOf(found: Pick<Schemas['OrderPreviewOut'], 'by_work_type'>): [OrderEffect, number][] {
  return ORDER_EFFECTS.flatMap((effect): [OrderEffect, number][] => {
    const n = found.by_work_type.reduce((sum, row) => sum + row[effect], 0);
    return n > 0 ? [[effect, n]] : [];
  });
}
