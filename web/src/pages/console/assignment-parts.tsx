import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChecklistBrief, Permit } from '../../api/index.ts';
import { GivenAnswers } from '../../checklists/index.ts';
import { Badge, PermitStatus, Status, type Mark } from '../../design/index.ts';
import { formatMoment, t, tCode, tWords } from '../../i18n/index.ts';
import { PermitAsks, PermitTrail } from '../../timeline/index.ts';
import { PermitTools } from './permit-tools.tsx';
import * as store from './store.ts';

/** Entry permits: each authority's answer, its window and conditions; an overdue answer says so. */
export function Permits(props: { permits: readonly Permit[] }): JSX.Element {
  return (
    <ul class="lines">
      {props.permits.map((permit) => (
        <li key={permit.id} data-testid="permit" data-state={permit.state}>
          <div class="spread">
            <span class="truncate">
              {permit.zone.name} <span class="muted">{permit.number}</span>
            </span>
            <PermitStatus state={permit.state} />
          </div>
          <div class="muted small">{permitLine(permit)}</div>
          {permit.supplements_id !== null && <Badge>{t('permit.supplement')}</Badge>}
          {permit.overdue && (
            <Badge tone="danger">{t(permit.unanswered ? 'permit.unanswered' : 'permit.overdue')}</Badge>
          )}
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
          <PermitTools permit={permit} />
          <PermitTrail permit={permit} api={store.api} />
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

const CHECKLIST_MARKS: Readonly<Record<ChecklistBrief['state'], Mark>> = {
  open: { tone: 'working', shape: 'square' },
  complete: { tone: 'restored', shape: 'tick' },
  failed: { tone: 'blocked', shape: 'bar' },
  void: { tone: 'deferred', shape: 'ring' },
};

export function Checklists(props: { checklists: readonly ChecklistBrief[] }): JSX.Element {
  return (
    <ul class="lines">
      {props.checklists.map((list) => (
        <li key={list.id} data-testid="checklist" data-state={list.state}>
          <Opened head={<ChecklistLine list={list} />}>
            <GivenAnswers api={store.api} session={store.session} checklistId={list.id} version={list.done} />
          </Opened>
        </li>
      ))}
    </ul>
  );
}

function ChecklistLine(props: { list: ChecklistBrief }): JSX.Element {
  const { list } = props;
  return (
    <span class="spread">
      <span class="truncate">{list.title}</span>
      <span class="cluster">
        <span class="muted">{t('checklist.progress', { done: list.done, total: list.total })}</span>
        <Status mark={CHECKLIST_MARKS[list.state]} word={tCode('checklist.state', list.state)} />
      </span>
    </span>
  );
}

/** What is fetched and shown only once it is asked for. */
function Opened(props: { head: JSX.Element; children: JSX.Element }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details class="opened" open={open} onToggle={(event) => setOpen((event.target as HTMLDetailsElement).open)}>
      <summary title={t('evidence.show')}>{props.head}</summary>
      {open && props.children}
    </details>
  );
}
