import type { JSX } from 'preact';
import { ask, asProblem, createResource, type Schemas } from '../../api/index.ts';
import { Button, toast } from '../../design/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import { ring } from '../../offline/index.ts';
import * as store from './store.ts';
import './alarm.css';

type Crossing = Schemas['ZoneCrossingOut'];

const ENTERED = 'zone_crossing.unadmitted';
const ABOUT_CROSSINGS = [ENTERED, 'zone_crossing.seen'];
const SHOWN_FOR_MS = 3_600_000;
const LATE_MS = 120_000;

const crossings = createResource<readonly Crossing[]>(async () =>
  store.session.may('assignments.read') ? ask(store.api.GET('/api/v1/zone-crossings')) : [],
);

/** Keep them up to date and be loud about a new one while the console is open; returns the way to stop. */
export function followCrossings(): () => void {
  void crossings.reload();
  return store.stream.listen((event) => {
    if (event === null || ABOUT_CROSSINGS.includes(event.verb)) crossings.reloadSoon();
    if (event?.verb === ENTERED) ring();
  });
}

/** Crews that entered a zone without having passed the gate, told within the last hour, until somebody at a desk deals with it. */
export function CrossingBanner(): JSX.Element | null {
  const now = Date.now();
  const open = (crossings.data.value ?? []).filter(
    (each) => each.seen_at === null && now - Date.parse(each.told_at) < SHOWN_FOR_MS,
  );
  if (open.length === 0) return null;
  return (
    <section class="alarms" role="alert" aria-label={t('crossings.title')} data-testid="crossings">
      <ul>
        {open.map((each) => (
          <Line key={each.id} crossing={each} />
        ))}
      </ul>
    </section>
  );
}

function Line(props: { crossing: Crossing }): JSX.Element {
  const { crossing } = props;
  const ticketId = crossing.ticket_id;
  const facts = { crew: crossing.crew.name, zone: crossing.zone.name, time: formatMoment(crossing.crossed_at) };
  return (
    <li class="alarm-line" data-testid="crossing">
      <div>
        <b>{t('crossings.line', facts)}</b>
        {isLate(crossing) && <span class="alarm-facts">{t('crossings.late', { time: formatMoment(crossing.told_at) })}</span>}
      </div>
      <div class="cluster">
        {ticketId !== null && (
          <Button testId="crossing-open" onClick={() => store.openTicket(ticketId)}>
            {t('alarms.open')}
          </Button>
        )}
        {store.mayAssign.value && (
          <Button testId="crossing-seen" onClick={() => void see(crossing)}>
            {t('crossings.seen')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** The audit keeps who dealt with it; every desk's banner lets it go. */
async function see(crossing: Crossing): Promise<void> {
  const path = { crossing_id: crossing.id };
  await ask(store.api.POST('/api/v1/zone-crossings/{crossing_id}/seen', { params: { path } }))
    .then(() => crossings.reload())
    .catch((error: unknown) => toast('danger', asProblem(error).title));
}

function isLate(crossing: Crossing): boolean {
  return Date.parse(crossing.told_at) - Date.parse(crossing.crossed_at) > LATE_MS;
}
