import type { JSX } from 'preact';
import type { Inside } from '../../api/index.ts';
import { AssignmentStatus, Badge, EmptyState, ErrorState, Skeleton } from '../../design/index.ts';
import { formatMinutes, formatMoment, t, tCode } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import * as store from './store.ts';

const MINUTE_MS = 60_000;

/** Everybody in the zones of this authority, one group per zone. */
export function InsideList(): JSX.Element {
  const people = store.inside.data.value;
  const problem = store.inside.problem.value;
  if (people === null) {
    return problem === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.inside.reload()} />
    );
  }
  if (people.length === 0) return <EmptyState title={t('inside.empty')} hint={t('inside.empty_hint')} />;
  const zones = new Map(people.map((person) => [person.zone.id, person.zone.name]));
  return (
    <div data-testid="inside" aria-live="polite">
      {[...zones].map(([id, name]) => (
        <Group key={id} name={name} people={people.filter((person) => person.zone.id === id)} />
      ))}
    </div>
  );
}

function Group(props: { name: string; people: readonly Inside[] }): JSX.Element {
  return (
    <>
      <h2 class="desk-group">
        {props.name} · {t('request.people_count', { n: props.people.length })}
      </h2>
      <ul>
        {props.people.map((person) => (
          <li key={person.id} class="inside-row" data-testid="inside-person" data-overdue={isOverdue(person)}>
            <Person person={person} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Person(props: { person: Inside }): JSX.Element {
  const { person } = props;
  const minutes = Math.max(0, Math.floor((now.value - Date.parse(person.entered_at)) / MINUTE_MS));
  const since = { time: formatMoment(person.entered_at), minutes: formatMinutes(minutes) };
  return (
    <>
      <span class="spread">
        <span class="strong truncate">{person.name}</span>
        <AssignmentStatus state={person.assignment_state} />
      </span>
      <span>
        {tCode('crew_role', person.role)}
        <span class="muted"> · {[person.crew.name, person.vehicle_plate].filter(Boolean).join(' · ')}</span>
      </span>
      <span class="spread">
        <span class="muted small">
          {t('inside.since', since)}
          {person.leave_by && ` · ${t('inside.leave_by', { time: formatMoment(person.leave_by) })}`}
        </span>
        {isOverdue(person) && <Badge tone="danger">{t('inside.overdue')}</Badge>}
      </span>
      <span class="muted small truncate">
        {[person.ppe_profile && tCode('profile', person.ppe_profile), person.address].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

/** The server said so, or time has passed since it did. */
function isOverdue(person: Inside): boolean {
  return person.overdue || (person.leave_by !== null && Date.parse(person.leave_by) < now.value);
}
