import type { JSX } from 'preact';
import { asProblem, ask } from '../../api/index.ts';
import { Button, Icon, Select, toast } from '../../design/index.ts';
import { formatMinutes, formatNumber, t } from '../../i18n/index.ts';
import { savedMinutes } from './plan-figures.ts';
import * as plans from './plan-store.ts';
import { api } from './store.ts';

const OFF = 'off';
const EVERY_SECONDS = [30, 60, 300, 900];

/** Whether the service looks for better plans by itself, and how often. It proposes; people commit. */
export function ModeMenu(): JSX.Element | null {
  const mode = plans.replanning.data.value;
  if (mode === null || !plans.mayPlan.value) return null;
  const every = [...new Set([...EVERY_SECONDS, mode.every_seconds])].sort((one, other) => one - other);
  return (
    <span class="plan-mode" title={t('plan.mode.explain')} data-testid="plan-mode">
      <span class="plan-mode-label small muted" aria-hidden="true">
        {t('plan.mode')}
      </span>
      <Select
        name="plan_mode"
        label={t('plan.mode')}
        hideLabel
        disabled={plans.away.value}
        value={mode.mode === OFF ? OFF : String(mode.every_seconds)}
        options={[
          { value: OFF, label: t('plan.mode.off') },
          ...every.map((seconds) => ({ value: String(seconds), label: t('plan.mode.every', { time: timeText(seconds) }) })),
        ]}
        onChange={(value) => void setMode(value)}
      />
    </span>
  );
}

const timeText = (seconds: number): string =>
  seconds % 60 === 0 ? formatMinutes(seconds / 60) : t('plan.seconds.n', { n: seconds });

async function setMode(value: string): Promise<void> {
  const mode = plans.replanning.data.value;
  if (mode === null) return;
  const body = {
    mode: value === OFF ? ('off' as const) : ('propose' as const),
    every_seconds: value === OFF ? mode.every_seconds : Number(value),
    seconds: mode.seconds,
    least_gain: mode.least_gain,
  };
  try {
    const params = { path: { unit_id: mode.unit_id }, header: { 'if-match': `"${mode.version}"` } };
    plans.replanning.set(await ask(api.PUT('/api/v1/units/{unit_id}/replanning', { params, body })));
    toast('ok', t('plan.mode.saved'));
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
    await plans.replanning.reload();
  }
}

/** In the page's bar: something better was found. It says so and waits; nobody's work is interrupted. */
export function PlanOffer(): JSX.Element | null {
  const offer = plans.offer.value;
  if (offer === null || !plans.mayLookAtPlans.value) return null;
  const saved = savedMinutes(offer);
  const said = saved > 0 ? t('plan.offer_minutes', { n: formatNumber(saved) }) : t('plan.offer');
  return (
    <span class="plan-offer" role="status">
      <Button kind="quiet" label={said} testId="plan-offer" onClick={() => void plans.openPlan(offer.id)}>
        <Icon name="timeline" /> <span class="plan-offer-text">{said}</span>
      </Button>
    </span>
  );
}
