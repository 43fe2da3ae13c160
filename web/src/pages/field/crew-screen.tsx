import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Badge, Button, EmptyState, Notice, Skeleton } from '../../design/index.ts';
import { formatTime, t } from '../../i18n/index.ts';
import { steadyNow } from '../../offline/index.ts';
import { EndOfShift } from './crew-end.tsx';
import { shiftStep, type OwnShift, type ShiftStep, type ShiftVehicle } from './crew-shift.ts';
import { SignOn } from './crew-sign-on.tsx';
import * as crew from './crew-store.ts';
import { VehicleCheck } from './crew-vehicle.tsx';
import { Page } from './page.tsx';
import { showPage } from './place.ts';
import { PositionOffer } from './position-page.tsx';
import './crew-life.css';

type Doing = { readonly kind: 'vehicle'; readonly vehicle: ShiftVehicle; readonly moment: 'start' | 'return' } | { readonly kind: 'end' };

/** The worker's shift: one question at a time until they are on duty, then what can be done from there. */
export function ShiftScreen(): JSX.Element {
  const shift = crew.shift.value;
  const [doing, setDoing] = useState<Doing | null>(null);
  useEffect(() => void crew.refreshShift(), []);
  if (shift === null) {
    return (
      <Page title={t('shift.title')} testId="shift-screen">
        <Skeleton lines={5} />
      </Page>
    );
  }
  const back = (): void => setDoing(null);
  if (doing?.kind === 'vehicle') {
    return <VehicleCheck key={doing.vehicle.id} shift={shift} vehicle={doing.vehicle} moment={doing.moment} onDone={back} />;
  }
  const step = shiftStep(shift);
  if (step.kind === 'sign_on') return <SignOn shift={shift} />;
  const check = (vehicle: ShiftVehicle, moment: 'start' | 'return'): void => setDoing({ kind: 'vehicle', vehicle, moment });
  if (doing?.kind === 'end') {
    return <EndOfShift shift={shift} onBack={back} onReturn={(vehicle) => check(vehicle, 'return')} />;
  }
  return (
    <Page title={t('shift.title')} testId="shift-screen" actions={<Actions shift={shift} step={step} onEnd={() => setDoing({ kind: 'end' })} />}>
      <Standing shift={shift} step={step} />
      <PositionOffer />
      {step.kind !== 'none' && <Vehicles shift={shift} onCheck={(vehicle) => check(vehicle, 'start')} />}
      <Button wide testId="open-track" onClick={() => showPage('track')}>
        {t('shift.mine')}
      </Button>
    </Page>
  );
}

function Standing(props: { shift: OwnShift; step: ShiftStep }): JSX.Element {
  const { shift, step } = props;
  const { day } = shift;
  if (day === null) return <EmptyState title={t('shift.none')} hint={t('shift.none_hint')} />;
  return (
    <section class="stack-tight" data-testid="shift-state" data-state={step.kind}>
      <p class="strong">{t('shift.from_to', { from: formatTime(day.begins_at), to: formatTime(day.ends_at) })}</p>
      {shift.signed_on_at !== null && <p>{t('shift.signed_on', { time: formatTime(shift.signed_on_at) })}</p>}
      {step.kind === 'off' && <Notice tone="ok" title={t('shift.signed_off', { time: formatTime(step.at) })} />}
      {step.kind === 'unfit' && (
        <Notice tone="warn" title={t('shift.unfit.waits')}>
          {t('shift.unfit.waits_hint')}
        </Notice>
      )}
      {step.kind === 'break' && (
        <Notice tone="plain" title={step.until ? t('shift.break.running', { time: formatTime(step.until) }) : t('shift.break.on')}>
          {t('shift.break.hint')}
        </Notice>
      )}
      {step.kind === 'on_duty' && <BreakDue at={day.break_due_at} />}
      {crew.waiting.value > 0 && <Badge tone="warn">{t('shift.waiting')}</Badge>}
    </section>
  );
}

function BreakDue(props: { at: string | null }): JSX.Element | null {
  if (props.at === null) return null;
  const overdue = Date.parse(props.at) <= steadyNow();
  const text = t(overdue ? 'shift.break.overdue' : 'shift.break.due', { time: formatTime(props.at) });
  return overdue ? <Notice tone="warn" title={text} /> : <p class="muted">{text}</p>;
}

function Vehicles(props: { shift: OwnShift; onCheck: (vehicle: ShiftVehicle) => void }): JSX.Element | null {
  if (props.shift.vehicles.length === 0) return null;
  return (
    <ul class="stack-tight crew-list">
      {props.shift.vehicles.map((vehicle) => (
        <li key={vehicle.id} class="crew-line" data-testid="shift-vehicle" data-blocked={vehicle.blocked}>
          <span>
            <span class="strong">{vehicle.plate}</span>{' '}
            {vehicle.blocked && <Badge tone="danger">{t('shift.vehicle.blocked')}</Badge>}
            <span class="muted small crew-under">{lookedAt(vehicle)}</span>
          </span>
          {props.shift.signed_on_at !== null && props.shift.signed_off_at === null && (
            <Button testId="check-vehicle" onClick={() => props.onCheck(vehicle)}>
              {t('shift.vehicle.check', { plate: vehicle.plate })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function lookedAt(vehicle: ShiftVehicle): string {
  if (vehicle.returned_at !== null) return t('shift.vehicle.returned', { time: formatTime(vehicle.returned_at) });
  if (vehicle.taken_at !== null) return t('shift.vehicle.taken', { time: formatTime(vehicle.taken_at) });
  return t('shift.vehicle.unchecked');
}

function Actions(props: { shift: OwnShift; step: ShiftStep; onEnd: () => void }): JSX.Element | null {
  const { shift, step } = props;
  const id = shift.day?.shift_id;
  if (id === undefined || step.kind === 'off' || step.kind === 'unfit' || step.kind === 'none') return null;
  if (step.kind === 'break') {
    return (
      <Button kind="primary" wide testId="break-end" onClick={() => void crew.act('shift.break_end', id)}>
        {t('shift.break.end')}
      </Button>
    );
  }
  return (
    <>
      <Button kind="primary" wide testId="open-help" onClick={() => showPage('help')}>
        {t('help.title')}
      </Button>
      <Button wide testId="break-begin" onClick={() => void crew.act('shift.break_begin', id)}>
        {t('shift.break.begin')}
      </Button>
      <Button wide testId="end-shift" onClick={props.onEnd}>
        {t('shift.end')}
      </Button>
    </>
  );
}

/** Above the list of jobs: that one has not signed on, is on a break, or what was answered to a call for help. */
export function ShiftBar(): JSX.Element | null {
  const shift = crew.shift.value;
  if (shift === null) return null;
  const step = shiftStep(shift);
  const text =
    step.kind === 'sign_on'
      ? t('shift.sign_on_now')
      : step.kind === 'break'
        ? t('shift.break.on')
        : step.kind === 'unfit'
          ? t('shift.unfit.waits')
          : null;
  if (text === null) return null;
  return (
    <button type="button" class="arrived" data-testid="shift-bar" data-state={step.kind} onClick={() => showPage('shift')}>
      {text} · {t('shift.title')}
    </button>
  );
}
