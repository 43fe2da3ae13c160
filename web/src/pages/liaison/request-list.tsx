import type { JSX } from 'preact';
import type { Permit } from '../../api/index.ts';
import { Badge, EmptyState, ErrorState, PermitStatus, Skeleton } from '../../design/index.ts';
import { formatMinutes, formatMoment, t, tCode } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { BulkBar } from './request-bulk.tsx';
import { cursorId, marked, toggleMark, useRequestKeys } from './request-marks.ts';
import { isOpen, isOverdue, minutesLeft } from './requests.ts';
import * as store from './store.ts';

/** Waiting requests first, with the minutes left to answer; what was answered below. */
export function RequestList(): JSX.Element {
  useRequestKeys();
  const problem = store.permits.problem.value;
  const rows = store.permitRows.value;
  if (store.permits.data.value === null) {
    return problem === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.permits.reload()} />
    );
  }
  if (rows.length === 0) return <EmptyState title={t('requests.empty')} hint={t('requests.empty_hint')} />;
  return (
    <>
      <BulkBar />
      <p class="muted small desk-keys">{t('requests.keys')}</p>
      <Group title={t('requests.open')} permits={rows.filter(isOpen)} />
      <Group title={t('requests.answered')} permits={rows.filter((permit) => !isOpen(permit))} />
    </>
  );
}

function Group(props: { title: string; permits: readonly Permit[] }): JSX.Element | null {
  if (props.permits.length === 0) return null;
  return (
    <>
      <h2 class="desk-group">{props.title}</h2>
      <ul>
        {props.permits.map((permit) => (
          <li key={permit.id} class="desk-item" data-row={permit.id} data-cursor={cursorId.value === permit.id}>
            {isOpen(permit) && (
              <input
                type="checkbox"
                checked={marked.value.has(permit.id)}
                aria-label={t('requests.mark', { number: permit.number })}
                data-testid="request-mark"
                onChange={() => toggleMark(permit.id)}
              />
            )}
            <RequestRow permit={permit} />
          </li>
        ))}
      </ul>
    </>
  );
}

function RequestRow(props: { permit: Permit }): JSX.Element {
  const { permit } = props;
  const { from, until } = permit.requested_window;
  return (
    <button
      type="button"
      class="list-row"
      data-testid="request-row"
      data-number={permit.number}
      data-state={permit.state}
      data-overdue={isOverdue(permit, now.value)}
      aria-current={store.permitId.value === permit.id}
      onClick={() => store.openPermit(permit.id)}
    >
      <span class="spread">
        <span class="cluster">
          <span class="strong">{permit.number}</span>
          <PermitStatus state={permit.state} />
          {permit.supplements_id !== null && <Badge>{t('permit.supplement')}</Badge>}
        </span>
        <TimeLeft permit={permit} />
      </span>
      <span class="truncate">
        {tCode('work', permit.ticket.work_type)}
        <span class="muted"> · {permit.ticket.address || t('ticket.no_address')}</span>
      </span>
      <span class="truncate muted small">
        {permit.assignment.crew_name}, {t('request.people_count', { n: permit.people.length })} · {permit.zone.name}
        {' · '}
        {t('permit.window', { from: formatMoment(from), until: formatMoment(until) })}
      </span>
    </button>
  );
}

/** How long there is to answer; red with a word once it is late. */
export function TimeLeft(props: { permit: Permit }): JSX.Element | null {
  const left = minutesLeft(props.permit, now.value);
  if (isOverdue(props.permit, now.value)) {
    return <Badge tone="danger">{t('request.late', { time: formatMinutes(Math.max(0, -(left ?? 0))) })}</Badge>;
  }
  if (left === null) return null;
  return <Badge tone="warn">{t('request.left', { time: formatMinutes(left) })}</Badge>;
}
