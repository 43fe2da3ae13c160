import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { IsolationOrder } from '../../api/index.ts';
import { Button, Panel } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import { levelName, OrderFacts, OrderStandingBadge } from '../../orders/index.ts';
import { OrderEffects } from './order-effects.tsx';
import * as store from './order-store.ts';
import { SideHead } from './request-detail.tsx';

/** One order: what it says, what it said before, and for whoever keeps it the two things to do about it. */
export function OrderDetail(props: { order: IsolationOrder }): JSX.Element {
  const { order } = props;
  return (
    <article class="desk-detail" aria-label={t('order.one')} data-testid="order-detail">
      <SideHead title={order.name} onClose={store.closeSide}>
        <OrderStandingBadge order={order} />
      </SideHead>
      <div class="desk-scroll stack" tabIndex={0}>
        <Panel>
          <OrderFacts order={order} levels={store.levels.data.value ?? []} units={store.units.data.value ?? []} />
        </Panel>
        <History />
      </div>
      {store.mayWrite.value && <Steps order={order} />}
    </article>
  );
}

/** Only an order that was ever changed has a history to read. */
function History(): JSX.Element | null {
  const terms = store.history.data.value ?? [];
  if (terms.length < 2) return null;
  return (
    <Panel title={t('orders.history')} testId="order-history">
      <ol class="desk-lines">
        {[...terms].reverse().map((each) => (
          <li key={each.version_no} class="stack-tight">
            <span class="spread">
              <span class="strong">{t('orders.history_step', { n: each.version_no })}</span>
              <span class="muted small">{formatMoment(each.written_at)}</span>
            </span>
            <span>
              {levelName(store.levels.data.value ?? [], each.level)} · {each.legal_reference}
              {each.effective_until !== null && (
                <span class="muted"> · {t('orders.history_until', { time: formatMoment(each.effective_until) })}</span>
              )}
            </span>
            {each.reason !== '' && <span class="muted">{each.reason}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Steps(props: { order: IsolationOrder }): JSX.Element {
  const { order } = props;
  const [ending, setEnding] = useState(false);
  return (
    <footer class="desk-foot">
      <Button kind="danger" onClick={() => setEnding(true)} testId="end-order">
        {t('orders.end')}
      </Button>
      <Button kind="primary" onClick={() => store.openForm(order)} testId="change-order">
        {t('orders.change')}
      </Button>
      {ending && (
        <ReasonDialog
          title={t('orders.end_title', { name: order.name })}
          confirm={t('orders.end')}
          kind="danger"
          hint={t('orders.end_hint')}
          send={(reason) => store.end(order, reason)}
          onClose={() => setEnding(false)}
        >
          <OrderEffects
            title={t('effects.if_ended')}
            about={order.id}
            ask={() => store.previewStep(order.id, { end: true })}
          />
        </ReasonDialog>
      )}
    </footer>
  );
}
