import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Notice } from '../../design/index.ts';
import { formatDistance, formatMinutes, formatMoment, formatTime, t, tCode } from '../../i18n/index.ts';
import { steadyNow } from '../../offline/index.ts';
import { GiveBack } from './crew-give-back.tsx';
import { breakMinutes, dutyMinutes, vehiclesOut, type KeptPiece, type OwnShift, type ShiftVehicle } from './crew-shift.ts';
import { KeptPieces } from './crew-sign-on.tsx';
import * as crew from './crew-store.ts';
import { Page } from './page.tsx';

/** The shift looked back at: jobs, hours, own stays in zones; then the vehicle goes back, and one signs off. */
export function EndOfShift(props: { shift: OwnShift; onBack: () => void; onReturn: (vehicle: ShiftVehicle) => void }): JSX.Element {
  const { shift } = props;
  const id = shift.day?.shift_id;
  const out = shift.leads ? vehiclesOut(shift) : [];
  const [first] = out;
  const against = shift.sign_off_against.filter((each) => each.code !== 'shift.vehicle_not_returned');
  const signOff = async (everybody: boolean): Promise<void> => {
    if (id === undefined) return;
    const members = (shift.day?.members ?? []).filter((each) => each.signed_on_at !== null && each.signed_off_at === null);
    const body = everybody ? { members: members.map((each) => each.member_id) } : {};
    if ((await crew.act('shift.sign_off', id, body)) !== null) props.onBack();
  };
  const actions =
    first !== undefined ? (
      <Button kind="primary" wide testId="return-vehicle" onClick={() => props.onReturn(first)}>
        {t('shift.vehicle.return', { plate: first.plate })}
      </Button>
    ) : (
      <>
        <Button kind="primary" wide testId="sign-off" disabled={against.length > 0} onClick={() => void signOff(shift.leads)}>
          {t(shift.leads ? 'shift.sign_off.crew' : 'shift.sign_off')}
        </Button>
        {shift.leads && (
          <Button wide testId="sign-off-me" disabled={against.length > 0} onClick={() => void signOff(false)}>
            {t('shift.sign_off')}
          </Button>
        )}
      </>
    );
  return (
    <Page title={t('shift.end')} testId="end-of-shift" onBack={props.onBack} actions={actions}>
      <h2 class="step-question">{t('shift.sign_off.ask')}</h2>
      {against.length > 0 && (
        <Notice tone="warn" title={t('shift.against')}>
          <ul>
            {against.map((each, index) => (
              <li key={index} data-code={each.code}>
                {each.text}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Summary shift={shift} />
    </Page>
  );
}

function Summary(props: { shift: OwnShift }): JSX.Element {
  const { shift } = props;
  const [giving, setGiving] = useState<KeptPiece | null>(null);
  const now = steadyNow();
  return (
    <>
      <dl class="crew-sums" data-testid="shift-sums">
        <dt>{t('shift.sum.hours')}</dt>
        <dd>{formatMinutes(dutyMinutes(shift, now))}</dd>
        <dt>{t('shift.sum.breaks')}</dt>
        <dd>{formatMinutes(breakMinutes(shift, now))}</dd>
        <dt>{t('shift.sum.distance')}</dt>
        <dd>{formatDistance(shift.distance_m)}</dd>
      </dl>
      <section>
        <h3 class="queue-head">
          {t('shift.sum.jobs')} ({shift.jobs.length})
        </h3>
        <ul class="stack-tight crew-list">
          {shift.jobs.map((job) => (
            <li key={job.id}>
              <span class="strong">{job.address || job.number}</span>
              <span class="muted small crew-under">
                {t(`assignment.state.${job.state}`)}
                {job.minutes !== null && ` · ${formatMinutes(job.minutes)}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Stays shift={shift} />
      <section>
        <h3 class="queue-head">{t('shift.sum.kept')}</h3>
        <KeptPieces shift={shift} onBack={setGiving} />
        {giving !== null && <GiveBack piece={giving} onClose={() => setGiving(null)} />}
      </section>
    </>
  );
}

/** Own exposure record: which zones, how long, in which protection; and the stand-downs that follow. */
function Stays(props: { shift: OwnShift }): JSX.Element {
  const { stays, stand_downs: standDowns } = props.shift;
  return (
    <section data-testid="own-stays">
      <h3 class="queue-head">{t('shift.sum.stays')}</h3>
      {stays.length === 0 ? (
        <p class="muted">{t('shift.sum.no_stays')}</p>
      ) : (
        <ul class="stack-tight crew-list">
          {stays.map((stay, index) => (
            <li key={index}>
              <span class="strong">{t('shift.sum.stay', { zone: stay.zone, minutes: formatMinutes(stay.minutes) })}</span>
              <span class="muted small crew-under">
                {formatTime(stay.entered_at)} – {stay.left_at === null ? '…' : formatTime(stay.left_at)}
                {stay.ppe_profile !== null && ` · ${tCode('profile', stay.ppe_profile)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3 class="queue-head">{t('shift.sum.stand_downs')}</h3>
      {standDowns.length === 0 ? (
        <p class="muted">{t('shift.sum.no_stand_downs')}</p>
      ) : (
        <ul class="stack-tight crew-list">
          {standDowns.map((each, index) => (
            <li key={index}>{t('shift.sum.stand_down', { time: formatMoment(each.until) })}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
