import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, createResource, type Assignment, type AssignmentRoute, type ZoneCrossing } from '../../api/index.ts';
import { Badge, ErrorState, Panel, Skeleton } from '../../design/index.ts';
import { formatDistance, formatMinutes, t } from '../../i18n/index.ts';
import { isEstimate, shownRoute } from './route.ts';
import * as store from './store.ts';
import './route.css';

/** How the crew gets to its work: how long, by whose word, and through which zones. The map shows the way meanwhile. */
export function RoutePanel(props: { assignment: Assignment }): JSX.Element {
  const { assignment } = props;
  const [route] = useState(() =>
    createResource(() =>
      ask(
        store.api.GET('/api/v1/assignments/{assignment_id}/route', {
          params: { path: { assignment_id: assignment.id } },
        }),
      ),
    ),
  );
  const touched = store.assignmentsTouched.value;
  useEffect(() => {
    if (route.data.value === null) void route.reload();
    else route.reloadSoon();
  }, [touched, assignment.version]);

  const found = route.data.value;
  const problem = route.problem.value;
  useEffect(() => {
    shownRoute.value = found;
    return () => {
      if (shownRoute.value === found) shownRoute.value = null;
    };
  }, [found]);
  if (found === null) {
    return problem === null ? (
      <Skeleton lines={2} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void route.reload()} />
    );
  }
  return (
    <Panel title={t('route.title')} testId="route" aside={<SourceMark route={found} />}>
      {found.seconds === null || found.distance_m === null ? (
        <p class="route-none">{t('route.none')}</p>
      ) : (
        <p>
          <strong>{formatMinutes(found.seconds / 60)}</strong> · {formatDistance(found.distance_m)}
          <span class="muted"> · {t(`route.from.${found.begins_at}`)}</span>
        </p>
      )}
      {found.crossings.length > 0 && (
        <ol class="route-crossings" aria-label={t('route.crossings')}>
          {found.crossings.map((crossing, index) => (
            <Crossing key={`${crossing.zone_id}-${crossing.entry_m}`} crossing={crossing} number={index + 1} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** A small mark where nobody looked at roads: the numbers are then an estimate. */
function SourceMark(props: { route: AssignmentRoute }): JSX.Element | undefined {
  const { route } = props;
  if (route.travel === null) return undefined;
  if (route.travel.fallback) return <Badge tone="warn">{t('route.fallback')}</Badge>;
  return isEstimate(route) ? <Badge>{t('route.estimate')}</Badge> : <Badge>{t('route.by_road')}</Badge>;
}

function Crossing(props: { crossing: ZoneCrossing; number: number }): JSX.Element {
  const { crossing } = props;
  return (
    <li>
      <span class="route-number" aria-hidden="true">
        {props.number}
      </span>
      <div class="stack-tight">
        <span class="spread">
          <span class="truncate">{crossing.zone_name}</span>
          <span class="muted small">{stretch(crossing)}</span>
        </span>
        {crossing.transit_permit_needed && <Badge tone="danger">{t('route.transit_permit')}</Badge>}
        {crossing.gates.length > 0 && (
          <span class="muted small">
            {t('route.gates', { names: crossing.gates.map((gate) => gate.name).join(', ') })}
          </span>
        )}
      </div>
    </li>
  );
}

function stretch(crossing: ZoneCrossing): string {
  if (crossing.starts_inside && crossing.ends_inside) return t('route.all_inside');
  if (crossing.starts_inside) return t('route.until', { at: formatDistance(crossing.exit_m) });
  if (crossing.ends_inside) return t('route.since', { at: formatDistance(crossing.entry_m) });
  return t('route.between', { from: formatDistance(crossing.entry_m), to: formatDistance(crossing.exit_m) });
}
