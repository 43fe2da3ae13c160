import type { MultiPolygon } from 'geojson';
import type { IsolationLevel, IsolationOrder, Unit } from '../api/index.ts';
import { formatMoment, locale, t } from '../i18n/index.ts';

/** Where an order stands at a moment: its beginning may lie ahead. */
export type OrderStanding = 'in_force' | 'coming' | 'ended';

export function standingOf(order: Pick<IsolationOrder, 'state' | 'valid_from' | 'valid_until'>, now: number): OrderStanding {
  const over = order.valid_until !== null && Date.parse(order.valid_until) <= now;
  if (order.state === 'ended' || over) return 'ended';
  return Date.parse(order.valid_from) > now ? 'coming' : 'in_force';
}

/** A level by its name in the reader's language; one that nobody knows any more stays readable. */
export function levelName(levels: readonly IsolationLevel[], code: string): string {
  return levels.find((level) => level.code === code)?.name[locale.value] ?? code.replaceAll('_', ' ');
}

/** From when until when an order binds. */
export function orderPeriod(order: Pick<IsolationOrder, 'valid_from' | 'valid_until'>): string {
  const until = order.valid_until === null ? t('zones.open_ended') : formatMoment(order.valid_until);
  return t('permit.window', { from: formatMoment(order.valid_from), until });
}

/** What binds now stands first, then what is coming; each by number. */
export function ordersInOrder<Order extends IsolationOrder>(orders: readonly Order[], now: number): Order[] {
  const rank = { in_force: 0, coming: 1, ended: 2 } as const;
  return [...orders].sort(
    (one, other) =>
      rank[standingOf(one, now)] - rank[standingOf(other, now)] || one.number.localeCompare(other.number),
  );
}

/** The ground that an order is over, as far as it can be drawn: its area, and the territories of its units. */
export function groundOf(
  order: Pick<IsolationOrder, 'area' | 'unit_ids'>,
  units: readonly Pick<Unit, 'id' | 'territory'>[],
): MultiPolygon | null {
  const territories = units.filter((unit) => order.unit_ids.includes(unit.id)).map((unit) => unit.territory);
  const coordinates = [order.area, ...territories].flatMap((shape) => (shape === null ? [] : shape.coordinates));
  return coordinates.length === 0 ? null : { type: 'MultiPolygon', coordinates: coordinates as MultiPolygon['coordinates'] };
}
