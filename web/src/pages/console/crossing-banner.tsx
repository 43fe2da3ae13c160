import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { ask, createResource, type Schemas } from '../../api/index.ts';
import { Button } from '../../design/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import { ring } from '../../offline/index.ts';
import * as store from './store.ts';
import './alarm.css';

type Crossing = Schemas['ZoneCrossingOut'];

const VERB = 'zone_crossing.unadmitted';
const SHOWN_FOR_MS = 3_600_000;
const LATE_MS = 120_000;

const crossings = createResource<readonly Crossing[]>(async () =>
  store.session.may('assignments.read') ? ask(store.api.GET('/api/v1/zone-crossings')) : [],
);
const seen = signal<ReadonlySet<string>>(new Set());

/** Keep them up to date and be loud about a new one while the console is open; returns the way to stop. */
export function followCrossings(): () => void {
  void crossings.reload();
  return store.stream.listen((event) => {
    if (event === null || event.verb === VERB) crossings.reloadSoon();
    if (event?.verb === VERB) ring();
  });
}

/** Crews that entered a zone without having passed the gate, told within the last hour and not looked at yet. */
export function CrossingBanner(): JSX.Element | null {
  const now = Date.now();
  const open = (crossings.data.value ?? []).filter(
    (each) => !seen.value.has(each.id) && now - Date.parse(each.told_at) < SHOWN_FOR_MS,
  );
  if (open.length === 0) return null;
  return (
    <section class="alarms" role="alert" aria-label={t('crossings.title')} data-testid="crossings">
      <ul>
        {open.map((each) => (
          <li class="alarm-line" key={each.id} data-testid="crossing">
            <div>
              <b>{t('crossings.line', { crew: each.crew.name, zone: each.zone.name, time: formatMoment(each.crossed_at) })}</b>
              {isLate(each) && <span class="alarm-facts">{t('crossings.late', { time: formatMoment(each.told_at) })}</span>}
            </div>
            <Button testId="crossing-seen" onClick={() => (seen.value = new Set([...seen.value, each.id]))}>
              {t('crossings.seen')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isLate(crossing: Crossing): boolean {
  return Date.parse(crossing.told_at) - Date.parse(crossing.crossed_at) > LATE_MS;
}
