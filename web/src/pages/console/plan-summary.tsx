import type { JSX } from 'preact';
import type { PlanBrief } from '../../api/index.ts';
import { t } from '../../i18n/index.ts';
import { compared, type Compared, type Verdict } from './plan-figures.ts';

const SIGNS: Readonly<Record<Verdict, string>> = { better: '▼', worse: '▲', same: '=', not_comparable: '·' };

/** Today beside the plan, figure by figure; which is better is said by sign, colour and word. */
export function PlanSummary(props: { plan: PlanBrief }): JSX.Element {
  return (
    <div class="plan-summary" role="region" tabIndex={0} aria-label={t('plan.summary')} data-testid="plan-summary">
      <dl>
        {compared(props.plan).map((row) => (
          <Figure key={row.key} row={row} />
        ))}
      </dl>
    </div>
  );
}

function Figure(props: { row: Compared }): JSX.Element {
  const { row } = props;
  return (
    <div data-figure={row.key} data-verdict={row.verdict}>
      <dt>{row.label}</dt>
      <dd>
        {row.today} <span aria-hidden="true">→</span> <strong>{row.plan}</strong>{' '}
        <span class="plan-verdict">
          <span aria-hidden="true">{SIGNS[row.verdict]}</span> {t(`plan.${row.verdict}`)}
        </span>
      </dd>
    </div>
  );
}
