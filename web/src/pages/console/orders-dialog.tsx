import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { ask, createResource } from '../../api/index.ts';
import { Dialog, EmptyState, ErrorState, Skeleton } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { OrderFacts, OrderStandingBadge, ordersInOrder } from '../../orders/index.ts';
import * as store from './store.ts';

const PAGE_SIZE = 500;

/** The isolation orders that bind or are coming, to read: why a kind of work waits, where, and until when. */
export function OrdersDialog(props: { onClose: () => void }): JSX.Element {
  const orders = useMemo(() => createResource(fetchOrders), []);
  useEffect(() => void orders.reload(), [orders]);
  const found = orders.data.value;
  const problem = orders.problem.value;
  const units = store.units.data.value?.items ?? [];
  return (
    <Dialog title={t('orders.look')} wide testId="orders-dialog" onClose={props.onClose}>
      {found === null && problem === null && <Skeleton lines={4} />}
      {problem !== null && (
        <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void orders.reload()} />
      )}
      {found?.rows.length === 0 && <EmptyState title={t('orders.none')} hint={t('orders.none_hint')} />}
      <div class="stack">
        {ordersInOrder(found?.rows ?? [], now.value).map((order) => (
          <section key={order.id} class="panel" aria-label={order.name} data-testid="order">
            <div class="panel-head">
              <h3 class="panel-title">{order.name}</h3>
              <OrderStandingBadge order={order} />
            </div>
            <div class="panel-body">
              <OrderFacts order={order} levels={found?.levels ?? []} units={units} />
            </div>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

async function fetchOrders() {
  const [page, levels] = await Promise.all([
    ask(store.api.GET('/api/v1/isolation-orders', { params: { query: { limit: PAGE_SIZE } } })),
    ask(store.api.GET('/api/v1/isolation-levels')),
  ]);
  return { rows: page.items, levels };
}
