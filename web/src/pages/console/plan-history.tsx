import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, createResource, type PlanBrief } from '../../api/index.ts';
import { Badge, Button, Dialog, EmptyState, ErrorState, Skeleton } from '../../design/index.ts';
import { formatChange, formatMoment, formatNumber, t } from '../../i18n/index.ts';
import { changesOf, makerOf, savedMinutes } from './plan-figures.ts';
import * as plans from './plan-store.ts';
import { api } from './store.ts';

const PAGE_SIZE = 50;

/** Plans that were made: when, by whom, what became of them. Looking at one changes nothing. */
export function HistoryDialog(): JSX.Element {
  const [found] = useState(() =>
    createResource(() => {
      const unit_id = plans.unitId.value;
      return ask(api.GET('/api/v1/plans', { params: { query: { ...(unit_id && { unit_id }), limit: PAGE_SIZE } } }));
    }),
  );
  useEffect(() => void found.reload(), []);
  const page = found.data.value;
  const problem = found.problem.value;
  const close = (): void => {
    plans.historyOpen.value = false;
  };
  return (
    <Dialog wide title={t('plan.history')} onClose={close} testId="history-dialog">
      {page === null && problem === null && <Skeleton lines={5} />}
      {page === null && problem !== null && (
        <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void found.reload()} />
      )}
      {page?.items.length === 0 && <EmptyState title={t('plan.history.none')} hint={t('plan.history.none_hint')} />}
      {page !== null && page.items.length > 0 && <Plans items={page.items} onOpen={close} />}
    </Dialog>
  );
}

function Plans(props: { items: readonly PlanBrief[]; onOpen: () => void }): JSX.Element {
  return (
    <div class="plan-history" tabIndex={0} role="region" aria-label={t('plan.history')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('plan.history.when')}</th>
            <th scope="col">{t('plan.history.who')}</th>
            <th scope="col">{t('plan.history.state')}</th>
            <th scope="col">{t('plan.history.changes')}</th>
            <th scope="col">{t('plan.history.saved')}</th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((plan) => (
            <PlanRow key={plan.id} plan={plan} onOpen={props.onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PlanRow(props: { plan: PlanBrief; onOpen: () => void }): JSX.Element {
  const { plan } = props;
  const time = formatMoment(plan.made_at);
  const open = (): void => {
    props.onOpen();
    void plans.openPlan(plan.id);
  };
  return (
    <tr data-testid="history-row">
      <td>
        <Button kind="quiet" label={t('plan.history.open', { time })} onClick={open}>
          {time}
        </Button>
      </td>
      <td>
        {makerOf(plan)} {plan.kind !== 'continuous' && <span class="muted small">{t(`plan.origin.${plan.kind}`)}</span>}
      </td>
      <td>
        <Badge tone={plan.state === 'committed' || plan.state === 'partly_committed' ? 'ok' : plan.state === 'proposed' ? 'accent' : 'plain'}>
          {t(`plan.state.${plan.state}`)}
        </Badge>
      </td>
      <td data-label={t('plan.history.changes')}>{formatNumber(changesOf(plan))}</td>
      <td data-label={t('plan.history.saved')}>{formatChange(-savedMinutes(plan))}</td>
    </tr>
  );
}
