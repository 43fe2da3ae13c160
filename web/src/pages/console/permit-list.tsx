import type { JSX } from 'preact';
import type { Assignment, Permit } from '../../api/index.ts';
import { Badge, Notice, PermitStatus } from '../../design/index.ts';
import { formatMoment, t, tWords } from '../../i18n/index.ts';
import { PermitAsks, PermitTrail } from '../../timeline/index.ts';
import { linesOf, mayAskAnew, uncoveredOf } from './permit-lines.ts';
import { AskAnew, PermitTools } from './permit-tools.tsx';
import * as store from './store.ts';

/** Entry permits: each authority's answer, its window and conditions; whom it names, and for whom it fell. */
export function Permits(props: { assignment: Assignment; running: boolean }): JSX.Element {
  const { permits } = props.assignment;
  return (
    <div class="stack-tight">
      {props.running && <Uncovered assignment={props.assignment} />}
      <ul class="lines">
        {permits.map((permit) => (
          <li key={permit.id} data-testid="permit" data-state={permit.state}>
            <OnePermit permit={permit} />
            {props.running && mayAskAnew(permit, permits) && store.mayAssign.value && <AskAnew permit={permit} />}
            <PermitTools permit={permit} />
            <PermitTrail permit={permit} api={store.api} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Who came into the job after the authority had consented: the gate refuses them alone until it consents again. */
function Uncovered(props: { assignment: Assignment }): JSX.Element | null {
  const missing = uncoveredOf(props.assignment);
  if (missing.length === 0) return null;
  return (
    <Notice tone="warn" title={t('swap.uncovered')} testId="uncovered">
      <ul>
        {missing.map((each) => (
          <li key={`${each.zone}/${each.name}`}>
            {each.askedBy === null
              ? t('swap.uncovered_line', { name: each.name, zone: each.zone })
              : t('swap.uncovered_asked', { name: each.name, zone: each.zone, number: each.askedBy })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function OnePermit(props: { permit: Permit }): JSX.Element {
  const { permit } = props;
  return (
    <>
      <div class="spread">
        <span class="truncate">
          {permit.zone.name} <span class="muted">{permit.number}</span>
        </span>
        <PermitStatus state={permit.state} />
      </div>
      <div class="muted small">{permitLine(permit)}</div>
      <Named permit={permit} />
      {permit.supplements_id !== null && <Badge>{t('permit.supplement')}</Badge>}
      {permit.overdue && <Badge tone="danger">{t(permit.unanswered ? 'permit.unanswered' : 'permit.overdue')}</Badge>}
      {permit.conditions.map((condition) => (
        <div key={condition} class="small">
          {t('permit.conditions')}: {condition}
        </div>
      ))}
      {permit.exit_conditions.map((condition) => (
        <div key={condition} class="small">
          {t('permit.exit_conditions')}: {condition}
        </div>
      ))}
      {permit.decision_reason && (
        <div class="small">
          {t('field.reason')}: {tWords('permit.cause', permit.decision_reason)}
        </div>
      )}
      {permit.asks.length > 1 && <PermitAsks permit={permit} />}
    </>
  );
}

/** Whom the permit names; who was swapped out stands struck through, with the word that says so. */
function Named(props: { permit: Permit }): JSX.Element {
  return (
    <ul class="permit-named small" aria-label={t('swap.named')}>
      {linesOf(props.permit).map((line) => (
        <li key={line.id} data-testid="permit-line" data-void={line.fell}>
          {line.fell ? <s>{line.name}</s> : line.name}
          {line.fell && <Badge tone="danger">{t('request.void')}</Badge>}
        </li>
      ))}
    </ul>
  );
}

function permitLine(permit: Permit): string {
  const window =
    permit.valid_from && permit.valid_until
      ? t('permit.window', { from: formatMoment(permit.valid_from), until: formatMoment(permit.valid_until) })
      : null;
  const waiting = permit.state === 'requested' || permit.state === 'acknowledged';
  const due = waiting && permit.respond_by ? t('permit.respond_by', { time: formatMoment(permit.respond_by) }) : null;
  return [permit.authority.name, window, due, permit.gate?.name].filter(Boolean).join(' · ');
}
