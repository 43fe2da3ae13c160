import type { PlanBrief, PlanFigures } from '../../api/index.ts';
import { formatMinutes, formatNumber, t } from '../../i18n/index.ts';

export type Verdict = 'better' | 'worse' | 'same' | 'not_comparable';

/** One figure of today beside the plan's. */
export interface Compared {
  readonly key: string;
  readonly label: string;
  readonly today: string;
  readonly plan: string;
  readonly verdict: Verdict;
}

const NONE = '–';

/** What people compare, the most important first. Less is better in every one of them. */
export function compared(plan: PlanBrief): Compared[] {
  const { figures: then, figures_today: today } = plan;
  const one = (key: string, label: string, pick: (from: PlanFigures) => number, show: (value: number) => string): Compared => ({
    key,
    label,
    today: show(pick(today)),
    plan: show(pick(then)),
    verdict: verdictOf(pick(today), pick(then)),
  });
  const rows = [
    one('customer_minutes', t('plan.figure.customer_minutes'), (from) => from.customer_minutes, formatNumber),
    one('left_out', t('plan.figure.left_out'), (from) => from.left_out, formatNumber),
    ...responses(then, today),
    asFarAs(then, today, one('travel', t('plan.figure.travel'), (from) => from.travel_minutes, formatMinutes)),
    asFarAs(then, today, one('exposure', t('plan.figure.exposure'), (from) => from.exposure_person_hours, oneDecimal)),
    asFarAs(then, today, one('overtime', t('plan.figure.overtime'), (from) => from.overtime_minutes, formatMinutes)),
  ];
  return rows.filter((row) => row.key !== 'overtime' || then.overtime_minutes + today.overtime_minutes > 0);
}

const oneDecimal = (value: number): string => formatNumber(value, 1);

function verdictOf(today: number, plan: number): Verdict {
  if (today === plan) return 'same';
  return plan < today ? 'better' : 'worse';
}

/** More jobs take more road, more time in zones: that alone makes a plan no worse. */
function asFarAs(then: PlanFigures, today: PlanFigures, row: Compared): Compared {
  return then.jobs > today.jobs && row.verdict === 'worse' ? { ...row, verdict: 'not_comparable' } : row;
}

/** Mean minutes until work begins, by class. They are those of the jobs that are done, so more jobs are other jobs. */
function responses(then: PlanFigures, today: PlanFigures): Compared[] {
  const classes = [...new Set([...Object.keys(then.response_minutes), ...Object.keys(today.response_minutes)])].sort();
  return classes.map((name) => {
    const [before, after] = [today.response_minutes[name], then.response_minutes[name]];
    const row = {
      key: `response-${name}`,
      label: t('plan.figure.response', { class: t('priority.class', { n: name }).toLocaleLowerCase() }),
      today: before === undefined ? NONE : formatMinutes(before),
      plan: after === undefined ? NONE : formatMinutes(after),
    };
    if (before === undefined) return { ...row, verdict: 'better' as const };
    if (after === undefined) return { ...row, verdict: 'worse' as const };
    return asFarAs(then, today, { ...row, verdict: verdictOf(before, after) });
  });
}

/** Minutes without supply that the plan saves, over all customers. */
export function savedMinutes(plan: PlanBrief): number {
  return plan.figures_today.customer_minutes - plan.figures.customer_minutes;
}

/** Who made it: a person, or the service by itself. */
export function makerOf(plan: PlanBrief): string {
  return plan.kind === 'continuous' ? t('plan.origin.continuous') : plan.made_by;
}

/** How many lines change anything. */
export function changesOf(plan: PlanBrief): number {
  const { new: fresh, moved, reordered, retimed, dropped } = plan.counts;
  return fresh + moved + reordered + retimed + dropped;
}
