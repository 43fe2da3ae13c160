import type { JSX } from 'preact';
import type { IsolationOrder } from '../../api/index.ts';
import { Button, EmptyState, ErrorState, Icon, Skeleton } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { levelName, OrderStandingBadge, orderPeriod, placeOf } from '../../orders/index.ts';
import * as store from './order-store.ts';

/** The orders that bind or are coming, and for whoever keeps them the way to a new one. */
export function OrderList(): JSX.Element {
  return (
    <>
      <div class="spread desk-tools">
        <h2 class="desk-group">{t('orders.title')}</h2>
        {store.mayWrite.value && (
          <Button kind="primary" onClick={() => store.openForm('new')} testId="new-order">
            <Icon name="plus" /> {t('orders.new')}
          </Button>
        )}
      </div>
      <Rows />
    </>
  );
}

function Rows(): JSX.Element {
  const problem = store.orders.problem.value;
  if (store.orders.data.value === null) {
    return problem === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.orders.reload()} />
    );
  }
  const rows = store.rows.value;
  if (rows.length === 0) return <EmptyState title={t('orders.none')} hint={t('orders.none_hint')} />;
  return (
    <ul>
      {rows.map((order) => (
        <li key={order.id}>
          <Row order={order} />
        </li>
      ))}
    </ul>
  );
}

function Row(props: { order: IsolationOrder }): JSX.Element {
  const { order } = props;
  return (
    <button
      type="button"
      class="list-row"
      data-testid="order-row"
      data-name={order.name}
      aria-current={store.orderId.value === order.id && store.drafting.value === null}
      onClick={() => store.openOrder(order.id)}
    >
      <span class="spread">
        <span class="strong truncate">{order.name}</span>
        <OrderStandingBadge order={order} />
      </span>
      <span class="truncate">
        {levelName(store.levels.data.value ?? [], order.level)}
        <span class="muted"> · {placeOf(order, store.units.data.value ?? [])}</span>
      </span>
      <span class="truncate muted small">
        {order.legal_reference} · {orderPeriod(order)}
      </span>
    </button>
  );
}
