import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Plan, PlanLine, PlannedTicket } from '../../api/index.ts';
import { Badge, Button, EmptyState, ErrorState, Skeleton } from '../../design/index.ts';
import { formatMinutes, formatMoment, formatNumber, t } from '../../i18n/index.ts';
import { ChangeMark, type Change } from '../../timeline/index.ts';
import { chooseLine, groupsOf, openLine } from './plan-actions.ts';
import * as plans from './plan-store.ts';
import { PriorityMark } from './ticket-row.tsx';

const TONES = { committed: 'ok', refused: 'danger', stale: 'warn', undone: 'plain' } as const;
/** So many lines of a kind at first; a storm's plan shows the rest when it is asked for. */
const FIRST_LINES = 60;

/** What the plan would change, line by line, and what it is worth. */
export function PlanLines(): JSX.Element {
  const plan = plans.plan.data.value;
  const problem = plans.plan.problem.value;
  return (
    <div class="plan-lines" role="region" aria-label={t('plan.lines')} tabIndex={0} data-testid="plan-lines">
      {plan === null && problem === null && <Skeleton lines={6} />}
      {plan === null && problem !== null && (
        <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void plans.plan.reload()} />
      )}
      {plan !== null && (
        <>
          {plans.changedLines.value.length === 0 && <EmptyState title={t('plan.nothing')} hint={t('plan.nothing_hint')} />}
          {groupsOf(plans.changedLines.value).map((group) => (
            <Group key={group.kind} kind={group.kind as Change} lines={group.lines} />
          ))}
          {plan.left_out.length > 0 && <LeftOut left={plan.left_out} />}
        </>
      )}
    </div>
  );
}

function Group(props: { kind: Change; lines: readonly PlanLine[] }): JSX.Element {
  const { lines } = props;
  const [shown, setShown] = useState(FIRST_LINES);
  const chosen = lines.findIndex((line) => line.id === plans.lineId.value);
  const to = Math.max(shown, chosen + 1);
  return (
    <section class="plan-group">
      <h3 class="plan-group-head">
        <ChangeMark change={props.kind} /> <span class="muted">{formatNumber(lines.length)}</span>
      </h3>
      <ul>
        {lines.slice(0, to).map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {to < lines.length && (
        <Button kind="quiet" wide onClick={() => setShown(lines.length)}>
          {t('plan.more', { n: formatNumber(lines.length - to) })}
        </Button>
      )}
    </section>
  );
}

function Line(props: { line: PlanLine }): JSX.Element {
  const { line } = props;
  const chosen = plans.lineId.value === line.id;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <li
      class="plan-line"
      ref={element}
      data-testid="plan-line"
      data-kind={line.kind}
      data-state={line.state}
      data-chosen={chosen}
      onClick={() => openLine(line)}
    >
      <Tick line={line} />
      <TicketButton ticket={line.ticket} current={chosen} onClick={() => openLine(line)} />
      <LineEnd line={line} />
      <span class="plan-line-way small">
        <Way line={line} />
      </span>
      <Gain line={line} />
      {line.reasons.length + line.notes.length > 0 && <Reasons reasons={[...line.reasons, ...line.notes]} />}
    </li>
  );
}

/** Ticked lines are committed alone; `x` or space on the keyboard. */
function Tick(props: { line: PlanLine }): JSX.Element {
  const { line } = props;
  const may = plans.mayPlan.value && plans.isOpenPlan.value && line.state !== 'committed';
  if (!may) return <span />;
  return (
    <input
      type="checkbox"
      class="plan-tick"
      aria-label={t('plan.line.tick', { number: line.ticket.number, crew: line.crew.name })}
      checked={plans.ticked.value.has(line.id)}
      onClick={(event) => event.stopPropagation()}
      onFocus={() => chooseLine(line)}
      onChange={() => plans.toggleTick(line.id)}
    />
  );
}

function TicketButton(props: { ticket: PlannedTicket; current: boolean; onClick: () => void }): JSX.Element {
  const { ticket } = props;
  return (
    <button
      type="button"
      class="plan-ticket"
      aria-current={props.current ? 'true' : undefined}
      title={ticket.address}
      onClick={(event) => {
        event.stopPropagation();
        props.onClick();
      }}
    >
      <PriorityMark level={ticket.priority_class} />
      <span class="truncate">
        {ticket.address || t('ticket.no_address')} <span class="muted small">{ticket.number}</span>
      </span>
    </button>
  );
}

function LineEnd(props: { line: PlanLine }): JSX.Element {
  const { line } = props;
  const undone = line.state === 'committed' && plans.plan.data.value?.state === 'undone';
  const state = undone ? 'undone' : line.state;
  return (
    <span class="cluster">
      {state !== 'open' && <Badge tone={TONES[state]}>{t(`plan.line.state.${state}`)}</Badge>}
      <Button
        kind="quiet"
        testId="plan-why"
        onClick={(event) => {
          event.stopPropagation();
          chooseLine(line);
          plans.whyLineId.value = line.id;
        }}
      >
        {t('plan.why')}
      </Button>
    </span>
  );
}

/** From where it is to where it goes: only what changes is said twice. */
function Way(props: { line: PlanLine }): JSX.Element {
  const { line } = props;
  const { was } = line;
  const then = formatMoment(line.entry_at);
  if (line.kind === 'dropped') return <>{`${line.crew.code} · ${then} →`} –</>;
  if (was === null) return <>{`${line.crew.code} · ${then}`}</>;
  const before = formatMoment(was.entry_at);
  if (was.crew.id !== line.crew.id) return <>{t('plan.line.from', { from: `${was.crew.code} · ${before}`, to: `${line.crew.code} · ${then}` })}</>;
  return <>{`${line.crew.code} · ${t('plan.line.from', { from: before, to: then })}`}</>;
}

function Gain(props: { line: PlanLine }): JSX.Element {
  const gained = Math.round(props.line.minutes_gained ?? 0);
  const customers = t('plan.line.customers', { n: formatNumber(props.line.ticket.customers_affected) });
  if (gained === 0) return <span class="small muted">{customers}</span>;
  const time = formatMinutes(Math.abs(gained));
  return (
    <span class="small plan-gain" data-better={gained > 0}>
      {gained > 0 ? '▼ ' : '▲ '}
      {t(gained > 0 ? 'plan.line.sooner' : 'plan.line.later', { time })}
    </span>
  );
}

function Reasons(props: { reasons: PlanLine['reasons'] }): JSX.Element {
  return (
    <ul class="plan-reasons small">
      {props.reasons.map((reason) => (
        <li key={reason.code} data-code={reason.code}>
          {reason.text}
        </li>
      ))}
    </ul>
  );
}

function LeftOut(props: { left: Plan['left_out'] }): JSX.Element {
  return (
    <section class="plan-group" data-testid="plan-left-out">
      <h3 class="plan-group-head">
        <span>{t('plan.left_out')}</span> <span class="muted">{formatNumber(props.left.length)}</span>
      </h3>
      <ul>
        {props.left.map(({ ticket, reasons }) => (
          <Alone key={ticket.id} ticket={ticket}>
            <Reasons reasons={reasons} />
          </Alone>
        ))}
      </ul>
    </section>
  );
}

function Alone(props: { ticket: PlannedTicket; children: ComponentChildren }): JSX.Element {
  const open = (): void => plans.openLeftOut(props.ticket.id);
  return (
    <li class="plan-line" onClick={open}>
      <span />
      <TicketButton ticket={props.ticket} current={false} onClick={open} />
      <span />
      {props.children}
    </li>
  );
}
