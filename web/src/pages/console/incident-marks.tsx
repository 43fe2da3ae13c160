import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { IncidentBrief, Judgement } from '../../api/index.ts';
import { Badge, Button, Notice } from '../../design/index.ts';
import { formatNumber, t } from '../../i18n/index.ts';
import { groupMarked } from './incident-actions.ts';
import { incidentsNear, joiningId, joinStillNear, mayJoin } from './incident-store.ts';
import { marked } from './store.ts';
import { markedTickets } from './together.ts';
import './incident.css';

/** How many tickets share the cause, beside a ticket in the list or in its heading. */
export function IncidentBadge(props: { incident: IncidentBrief | null }): JSX.Element | null {
  const { incident } = props;
  if (incident === null) return null;
  const told = { number: incident.number, n: incident.tickets };
  return (
    <span class="incident-badge" data-testid="incident-badge">
      <Badge title={t('incident.badge_title', told)}>
        <span aria-hidden="true">⧉ {incident.tickets}</span>
        <span class="visually-hidden">{t('incident.badge_title', told)}</span>
      </Badge>
    </span>
  );
}

/** Tickets that were marked have one cause, says whoever marked them; `g` on the keyboard. */
export function GroupMarked(): JSX.Element | null {
  if (!mayJoin.value || marked.value.size < 2) return null;
  return (
    <Button testId="group-marked" onClick={groupAll}>
      {t('incident.group_marked')} <kbd aria-hidden="true">g</kbd>
    </Button>
  );
}

export function groupAll(): void {
  if (mayJoin.value && marked.value.size > 1) void groupMarked(markedTickets());
}

/** While a call is taken: an incident is open here, and the call may belong to it. */
export function JoinSuggestion(props: { near: Judgement['nearby'] }): JSX.Element | null {
  const found = incidentsNear(props.near);
  useEffect(() => joinStillNear(props.near), [props.near]);
  if (found.length === 0 || !mayJoin.value) return null;
  return (
    <Notice tone="warn" title={t('incident.call_title')} testId="join-suggestion">
      {found.map((brief) => (
        <label key={brief.id} class="incident-call">
          <input
            type="checkbox"
            checked={joiningId.value === brief.id}
            onChange={() => (joiningId.value = joiningId.value === brief.id ? null : brief.id)}
          />
          <span>
            {t('incident.call_joins', { number: brief.number })}
            <span class="muted small incident-call-what">
              {[brief.name, t('incident.call_one', told(brief))].filter(Boolean).join(' · ')}
            </span>
          </span>
        </label>
      ))}
    </Notice>
  );
}

function told(brief: IncidentBrief): { n: number; customers: string } {
  return { n: brief.tickets, customers: formatNumber(brief.customers) };
}
