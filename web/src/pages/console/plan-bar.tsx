import type { JSX } from 'preact';
import { Badge, Button, Icon } from '../../design/index.ts';
import { formatMoment, formatNumber, t } from '../../i18n/index.ts';
import { ChangeMark, type Change } from '../../timeline/index.ts';
import { askCommit, discard } from './plan-actions.ts';
import { makerOf } from './plan-figures.ts';
import * as plans from './plan-store.ts';

/** The notice that says why nothing can be planned or committed. */
export const OFFLINE_ID = 'plan-offline';

const KINDS: readonly Change[] = ['new', 'moved', 'reordered', 'retimed', 'dropped'];

/** The plan on screen: what became of it, what it changes, and what can be done with it. */
export function PlanBar(): JSX.Element | null {
  const plan = plans.plan.data.value;
  if (plan === null) return null;
  return (
    <div class="plan-bar" data-testid="plan-bar" data-state={plan.state}>
      <span class="cluster">
        <Badge tone={plan.state === 'proposed' ? 'accent' : plan.state === 'committed' ? 'ok' : 'plain'}>
          {t(`plan.state.${plan.state}`)}
        </Badge>
        <span class="plan-made muted small">{t('plan.made', { time: formatMoment(plan.made_at), name: makerOf(plan) })}</span>
      </span>
      <ul class="plan-counts">
        {KINDS.filter((kind) => plan.counts[kind] > 0).map((kind) => (
          <li key={kind}>
            <ChangeMark change={kind} /> <span class="strong">{formatNumber(plan.counts[kind])}</span>
          </li>
        ))}
        {plan.counts.left_out > 0 && (
          <li>
            <span class="muted">{t('plan.left_out')}</span> <span class="strong">{formatNumber(plan.counts.left_out)}</span>
          </li>
        )}
      </ul>
      <span class="plan-gap" />
      {plans.isOpenPlan.value && plan.counts.kept < plan.lines.length && (
        <label class="plan-only small">
          <input
            type="checkbox"
            checked={plans.onlyChanged.value}
            onChange={(event) => (plans.onlyChanged.value = (event.target as HTMLInputElement).checked)}
          />
          {t('plan.only_changed')}
        </label>
      )}
      <Steps />
    </div>
  );
}

function Steps(): JSX.Element {
  const ticked = plans.openLines.value.filter((line) => plans.ticked.value.has(line.id)).length;
  const left = plans.openLines.value.length;
  const may = plans.mayPlan.value && plans.isOpenPlan.value;
  const why = plans.away.value ? OFFLINE_ID : undefined;
  return (
    <span class="cluster">
      {may && plans.plan.data.value?.state === 'proposed' && (
        <Button testId="plan-discard" disabled={plans.away.value} describedBy={why} onClick={() => void discard()}>
          {t('plan.discard')}
        </Button>
      )}
      {may && left > 0 && (
        <Button
          kind="primary"
          busy={plans.committing.value}
          disabled={plans.away.value}
          describedBy={why}
          testId="plan-commit"
          onClick={askCommit}
        >
          {ticked > 0 ? t('plan.commit_ticked', { n: formatNumber(ticked) }) : t('plan.commit_all', { n: formatNumber(left) })}{' '}
          <kbd aria-hidden="true" data-key="c" />
        </Button>
      )}
      <Button icon kind="quiet" label={t('plan.leave')} testId="plan-leave" onClick={plans.leavePlan}>
        <Icon name="close" />
      </Button>
    </span>
  );
}
