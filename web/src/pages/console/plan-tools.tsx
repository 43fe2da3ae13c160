import type { JSX } from 'preact';
import { Button, Icon, Segmented, Select } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { OFFLINE_ID } from './plan-bar.tsx';
import { makePlan, stopSearching } from './plan-actions.ts';
import { ModeMenu } from './plan-mode.tsx';
import * as plans from './plan-store.ts';

/** The pane's own bar: what is shown, and the way to a plan. */
export function PlanTools(): JSX.Element {
  return (
    <header class="plan-tools">
      <h2 class="plan-title">{t('plan.title')}</h2>
      <div class="plan-hours">
        <Segmented
          label={t('timeline.hours')}
          chosen={String(plans.hours.value)}
          options={plans.HOURS.map((hours) => ({ value: String(hours), label: t('timeline.hours.n', { n: hours }) }))}
          onChoose={(value) => (plans.hours.value = Number(value))}
        />
      </div>
      <span class="cluster plan-walk">
        <Button icon kind="quiet" label={t('timeline.earlier')} onClick={() => walk(-1)}>
          <Icon name="back" />
        </Button>
        <Button kind="quiet" disabled={plans.laterHours.value === 0} onClick={() => (plans.laterHours.value = 0)}>
          {t('timeline.now')}
        </Button>
        <Button icon kind="quiet" label={t('timeline.after')} onClick={() => walk(1)}>
          <Icon name="next" />
        </Button>
      </span>
      <span class="plan-gap" />
      <ModeMenu />
      <Button kind="quiet" label={t('plan.history')} icon testId="plan-history" onClick={() => (plans.historyOpen.value = true)}>
        <Icon name="clock" />
      </Button>
      {plans.mayPlan.value && <Make />}
      <Button icon kind="quiet" label={t('action.close')} testId="plan-close" onClick={plans.close}>
        <Icon name="close" />
      </Button>
    </header>
  );
}

function walk(step: 1 | -1): void {
  plans.laterHours.value += (step * plans.hours.value) / 2;
}

function Make(): JSX.Element {
  const searching = plans.searchingSince.value !== null;
  if (searching) return <Searching />;
  return (
    <span class="plan-make">
      {plans.planUnits.value.length > 1 && (
        <Select
          name="plan_unit"
          label={t('plan.unit')}
          hideLabel
          value={plans.unitId.value ?? ''}
          options={plans.planUnits.value.map((unit) => ({ value: unit.id, label: unit.code }))}
          onChange={(value) => (plans.chosenUnitId.value = value)}
        />
      )}
      <Select
        name="plan_seconds"
        label={t('plan.seconds')}
        hideLabel
        value={String(plans.seconds.value)}
        options={plans.SECONDS.map((n) => ({ value: String(n), label: t('plan.seconds.n', { n }) }))}
        onChange={(value) => (plans.seconds.value = Number(value))}
      />
      <Button
        kind={plans.isOpenPlan.value && !plans.isStale.value ? 'plain' : 'primary'}
        disabled={plans.away.value}
        describedBy={plans.away.value ? OFFLINE_ID : undefined}
        testId="plan-make"
        onClick={() => void makePlan()}
      >
        {t(plans.planId.value === null ? 'plan.make' : 'plan.make_again')} <kbd aria-hidden="true" data-key="P" />
      </Button>
    </span>
  );
}

/** The search takes as long as was asked for: the bar says how far it is, and it can be left. */
function Searching(): JSX.Element {
  return (
    <span class="plan-make" role="status" data-testid="plan-searching">
      <span class="plan-progress">
        <i style={{ animationDuration: `${plans.seconds.value + 0.5}s` }} />
        <span>{t('plan.searching')}</span>
      </span>
      <Button onClick={stopSearching}>{t('plan.stop')}</Button>
    </span>
  );
}
