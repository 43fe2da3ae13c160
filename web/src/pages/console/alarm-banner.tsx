import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { asProblem } from '../../api/index.ts';
import { Button, toast } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import { alarms, dealWith, nameOf, noteReached, type Alarm } from './alarm-store.ts';
import * as store from './store.ts';
import './alarm.css';

/** Who needs help now, above everything else on the console, until it is dealt with. */
export function AlarmBanner(): JSX.Element | null {
  const held = alarms.data.value ?? [];
  const [asking, setAsking] = useState<Alarm | null>(null);
  if (held.length === 0) return null;
  return (
    <>
      <section class="alarms" role="alert" aria-label={t('alarms.title')} data-testid="alarms">
        <ul>
          {held.map((alarm) => (
            <AlarmLine key={nameOf(alarm)} alarm={alarm} ask={() => setAsking(alarm)} />
          ))}
        </ul>
      </section>
      {asking !== null && <AskHow alarm={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function AlarmLine(props: { alarm: Alarm; ask: () => void }): JSX.Element {
  const { alarm } = props;
  const cry = alarm.emergency;
  const crew = alarm.crew.name;
  return (
    <li class="alarm-line" data-testid="alarm" data-kind={cry?.what ?? 'silent'} data-seen={cry?.seen_by != null}>
      <div>
        <b>{t(`alarms.${cry?.what ?? 'silent'}`, { crew })}</b>
        <span class="alarm-facts">{factsOf(alarm).join(' · ')}</span>
      </div>
      <div class="cluster">
        <Button onClick={() => store.openTicket(alarm.ticket_id)} testId="alarm-open">
          {t('alarms.open')}
        </Button>
        {store.mayAssign.value && cry !== null && cry.seen_by === null && (
          <Button testId="alarm-seen" onClick={() => void see(alarm)}>
            {t('alarms.see')}
          </Button>
        )}
        {store.mayAssign.value && (
          <Button testId={cry === null ? 'alarm-reached' : 'alarm-end'} onClick={props.ask}>
            {t(cry === null ? 'alarms.reached' : 'alarms.end')}
          </Button>
        )}
      </div>
    </li>
  );
}

async function see(alarm: Alarm): Promise<void> {
  await dealWith(alarm, 'seen').catch((error: unknown) => toast('danger', asProblem(error).title));
}

/** How an emergency ended, or how a silent crew was reached: the audit keeps it. */
function AskHow(props: { alarm: Alarm; onClose: () => void }): JSX.Element {
  const { alarm } = props;
  const silent = alarm.emergency === null;
  return (
    <ReasonDialog
      title={t(silent ? 'alarms.reached_title' : 'alarms.end_title')}
      hint={t(silent ? 'alarms.reached_hint' : 'alarms.end_hint')}
      confirm={t(silent ? 'alarms.reached' : 'alarms.end')}
      send={(note) => (silent ? noteReached(alarm, note) : dealWith(alarm, 'ended', note))}
      onClose={props.onClose}
    />
  );
}

function factsOf(alarm: Alarm): readonly string[] {
  const cry = alarm.emergency;
  const place = alarm.address || alarm.ticket_number;
  if (cry === null) return [place, t('alarms.since', { time: formatMoment(alarm.since) })];
  const where = cry.lat === null || cry.lon === null ? [] : [`${t('alarms.map')}: ${placeWords(cry.lat, cry.lon, cry.accuracy_m)}`];
  const seen = cry.seen_by === null ? [] : [t('alarms.seen_by', { name: cry.seen_by })];
  const raised = t('alarms.by', { name: cry.raised_by, time: formatMoment(cry.raised_at) });
  return [place, raised, ...(cry.note ? [cry.note] : []), ...where, ...seen];
}

function placeWords(lat: number, lon: number, accuracyM: number | null): string {
  const near = accuracyM === null ? '' : ` ±${Math.round(accuracyM)} m`;
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}${near}`;
}
