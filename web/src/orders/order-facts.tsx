import type { JSX } from 'preact';
import { WORK_TYPES, type IsolationLevel, type IsolationOrder, type Unit } from '../api/index.ts';
import { Badge, Facts } from '../design/index.ts';
import { t, tCode } from '../i18n/index.ts';
import { now } from '../live/index.ts';
import { levelName, orderPeriod, standingOf } from './values.ts';

const TONES = { in_force: 'ok', coming: 'accent', ended: 'plain' } as const;

/** Whether an order binds, in a word; the edge is dashed while it does not yet. */
export function OrderStandingBadge(props: { order: IsolationOrder }): JSX.Element {
  const standing = standingOf(props.order, now.value);
  return (
    <Badge tone={TONES[standing]} dashed={standing === 'coming'}>
      {t(`zone.state.${standing}`)}
    </Badge>
  );
}

/** What one order says. */
export function OrderFacts(props: {
  order: IsolationOrder;
  levels: readonly IsolationLevel[];
  units: readonly Unit[];
}): JSX.Element {
  const { order, levels, units } = props;
  return (
    <Facts
      rows={[
        [t('ticket.number'), order.number],
        [t('orders.legal'), order.legal_reference],
        [t('orders.level'), levelName(levels, order.level)],
        [t('orders.over'), placeOf(order, units)],
        [t('zones.period'), orderPeriod(order)],
        [t('orders.allowed'), <WorkList types={order.allowed_work_types} />],
        [t('orders.waits'), <WorkList types={forbiddenBy(order.allowed_work_types)} />],
      ]}
    />
  );
}

/** The area that is on the map, the units with all below them, or both; units that the reader does not know are counted. */
export function placeOf(order: Pick<IsolationOrder, 'area' | 'unit_ids'>, units: readonly Unit[]): string {
  const names = units.filter((unit) => order.unit_ids.includes(unit.id)).map((unit) => unit.name);
  const unknown = order.unit_ids.length - names.length;
  const all = [...names, ...(unknown > 0 ? [t('orders.over_more', { n: unknown })] : [])];
  const ofUnits = all.length === 0 ? [] : [t('orders.over_units_named', { names: all.join(', ') })];
  return [...(order.area === null ? [] : [t('orders.over_area')]), ...ofUnits].join(' · ');
}

/** The known kinds of work that are not allowed: they wait, unless life is at stake. */
export function forbiddenBy(allowed: readonly string[]): string[] {
  return WORK_TYPES.filter((type) => !allowed.includes(type));
}

function WorkList(props: { types: readonly string[] }): JSX.Element {
  if (props.types.length === 0) return <>{t('orders.no_work')}</>;
  return <>{props.types.map((type) => tCode('work', type)).join(', ')}</>;
}
