import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Field } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { itemsAt, type CheckItem, type OwnShift, type ShiftVehicle } from './crew-shift.ts';
import * as crew from './crew-store.ts';
import { Page } from './page.tsx';

interface Seen {
  readonly item: string;
  readonly ok: boolean;
  readonly why?: string;
  readonly value?: string | number;
}

/** A vehicle looked at, one item after the other; the odometer comes last. */
export function VehicleCheck(props: {
  shift: OwnShift;
  vehicle: ShiftVehicle;
  moment: 'start' | 'return';
  onDone: () => void;
}): JSX.Element {
  const { shift, vehicle, moment } = props;
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  const items = itemsAt(shift, moment);
  const item = items[seen.length];
  const send = async (odometer_km: number | null): Promise<void> => {
    const shift_id = shift.day?.shift_id;
    if (shift_id === undefined) return;
    const read = odometer_km === null ? {} : { odometer_km };
    const written = await crew.act('vehicle.check', vehicle.id, { shift_id, moment, answers: seen, ...read });
    if (written !== null) props.onDone();
  };
  const title = t(moment === 'start' ? 'shift.vehicle.check' : 'shift.vehicle.return', { plate: vehicle.plate });
  const onBack = seen.length === 0 ? props.onDone : (): void => setSeen(seen.slice(0, -1));
  const shared = { title, onBack, progress: t('shift.vehicle.progress', { done: seen.length, total: items.length }) };
  if (item === undefined) return <Odometer {...shared} onRead={(km) => void send(km)} />;
  return <ItemStep key={item.code} {...shared} item={item} onSeen={(answer) => setSeen([...seen, answer])} />;
}

interface Shared {
  readonly title: string;
  readonly progress: string;
  readonly onBack: () => void;
}

function ItemStep(props: Shared & { item: CheckItem; onSeen: (seen: Seen) => void }): JSX.Element {
  const { item } = props;
  const [wrong, setWrong] = useState(false);
  const [why, setWhy] = useState('');
  const [value, setValue] = useState('');
  const read = item.kind === 'confirm' ? {} : { value: item.kind === 'number' ? Number(value) : value };
  const missing = item.kind !== 'confirm' && (value === '' || (item.kind === 'number' && !Number.isInteger(Number(value))));
  const actions = wrong ? (
    <Button
      kind="danger"
      wide
      testId="item-wrong"
      disabled={why.trim() === ''}
      onClick={() => props.onSeen({ item: item.code, ok: false, why: why.trim() })}
    >
      {t('shift.vehicle.bad')}
    </Button>
  ) : (
    <>
      <Button kind="primary" wide testId="item-ok" disabled={missing} onClick={() => props.onSeen({ item: item.code, ok: true, ...read })}>
        {t('shift.vehicle.ok')}
      </Button>
      <Button wide testId="item-no" onClick={() => setWrong(true)}>
        {t('shift.vehicle.bad')}
      </Button>
    </>
  );
  return (
    <Page title={props.title} testId="vehicle-check" onBack={wrong ? () => setWrong(false) : props.onBack} actions={actions}>
      <p class="muted">{props.progress}</p>
      <h2 class="step-question">{item.name}</h2>
      {wrong ? (
        <Field name="why" label={t('shift.vehicle.why')} rows={2} value={why} onInput={setWhy} />
      ) : (
        item.kind !== 'confirm' && (
          <Field name="value" label={item.name} type={item.kind} inputMode="numeric" value={value} onInput={setValue} testId="item-value" />
        )
      )}
    </Page>
  );
}

function Odometer(props: Shared & { onRead: (km: number | null) => void }): JSX.Element {
  const [km, setKm] = useState('');
  const read = Number(km);
  return (
    <Page
      title={props.title}
      testId="vehicle-check"
      onBack={props.onBack}
      actions={
        <>
          <Button
            kind="primary"
            wide
            testId="odometer-ok"
            disabled={km === '' || !Number.isInteger(read) || read < 0}
            onClick={() => props.onRead(read)}
          >
            {t('hand_over.next')}
          </Button>
          <Button wide testId="odometer-skip" onClick={() => props.onRead(null)}>
            {t('shift.vehicle.skip')}
          </Button>
        </>
      }
    >
      <p class="muted">{props.progress}</p>
      <h2 class="step-question">{t('shift.vehicle.odometer_ask')}</h2>
      <Field name="odometer" label={t('shift.vehicle.odometer')} type="number" inputMode="numeric" value={km} onInput={setKm} />
    </Page>
  );
}
