import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, createResource, type Schemas } from '../../api/index.ts';
import { Badge, Button, Field, Select, toast } from '../../design/index.ts';
import { FormDialog, useForm, type FieldErrors } from '../../forms/index.ts';
import { formatTime, t, tCode } from '../../i18n/index.ts';
import * as store from './store.ts';

type UnitWeather = Schemas['UnitWeatherOut'];
type Affected = Schemas['WeatherAffectedOut'];
type Kind = Schemas['WeatherIn']['kind'];

const KINDS: readonly Kind[] = ['calm', 'rain', 'wind', 'storm', 'lightning'];
const STORMS: readonly string[] = ['storm', 'lightning'];
const HOUR_MS = 3_600_000;
const EVERY_MS = 60_000;

const current = createResource(() => ask(store.api.GET('/api/v1/weather/current')));

/** The weather in force, in the console's head; whoever may say what it is does so here. */
export function WeatherChip(): JSX.Element | null {
  const [telling, setTelling] = useState(false);
  useEffect(() => {
    void current.reload();
    const timer = setInterval(() => current.reloadSoon(), EVERY_MS); // a word expires without anybody doing anything
    const unlisten = store.stream.listen((event) => {
      if (event === null || event.subject_kind === 'weather') current.reloadSoon();
    });
    return () => {
      clearInterval(timer);
      unlisten();
    };
  }, []);
  const units = current.data.value;
  if (units === null || units.length === 0) return null;
  const shown = worst(units);
  const kind = shown.weather?.kind ?? null;
  const text = kind === null ? t('weather.none') : tCode('weather', kind);
  const hint = shown.weather === null ? t('weather.none_hint') : t('weather.until', { time: formatTime(shown.weather.valid_until) });
  return (
    <>
      <Button
        kind={kind !== null && STORMS.includes(kind) ? 'danger' : 'quiet'}
        label={`${t('weather.title')}: ${text}, ${hint}`}
        testId="weather"
        onClick={() => store.session.may('weather.write') && setTelling(true)}
      >
        <span data-testid="weather-kind" data-kind={kind ?? 'unknown'}>
          {t('weather.title')}: {text}
        </span>
      </Button>
      {telling && <WeatherDialog units={units} onClose={() => setTelling(false)} />}
    </>
  );
}

/** Of all units the one with the worst word; unknown only where nobody has said anything anywhere. */
function worst(units: readonly UnitWeather[]): UnitWeather {
  const rank = (each: UnitWeather): number => (each.weather === null ? -1 : KINDS.indexOf(each.weather.kind));
  return [...units].sort((one, other) => rank(other) - rank(one))[0] as UnitWeather;
}

function WeatherDialog(props: { units: readonly UnitWeather[]; onClose: () => void }): JSX.Element {
  const [unit, setUnit] = useState(props.units[0]?.unit_id ?? '');
  const [kind, setKind] = useState<Kind>('calm');
  const [hours, setHours] = useState('3');
  const [note, setNote] = useState('');
  const [affected, setAffected] = useState<readonly Affected[] | null>(null);
  const form = useForm();
  const length = Number(hours.replace(',', '.'));
  const body = {
    unit_id: unit,
    kind,
    ...(note.trim() && { note: note.trim() }),
    ...(length > 0 && { valid_until: new Date(Date.now() + length * HOUR_MS).toISOString() }),
  };
  useEffect(() => {
    let stale = false;
    setAffected(null);
    const look = ask(store.api.POST('/api/v1/weather/preview', { body: { unit_id: unit, kind } }));
    void look.then((found) => !stale && setAffected(found)).catch(() => null);
    return () => {
      stale = true;
    };
  }, [unit, kind]);
  const check = (): FieldErrors => (length >= 0.5 && length <= 24 ? {} : { hours: t('weather.hours_bad') });
  const send = async (): Promise<void> => {
    await ask(store.api.POST('/api/v1/weather', { body }));
    toast('ok', t('weather.told'));
    await current.reload();
  };
  return (
    <FormDialog
      title={t('weather.change')}
      confirm={t('action.save')}
      form={form}
      check={check}
      send={send}
      onClose={props.onClose}
      testId="weather-dialog"
      confirmTestId="weather-save"
    >
      <Select
        name="weather_kind"
        label={t('weather.kind')}
        value={kind}
        options={KINDS.map((each) => ({ value: each, label: tCode('weather', each) }))}
        onChange={(value) => setKind(value as Kind)}
      />
      <Select
        name="weather_unit"
        label={t('weather.unit')}
        value={unit}
        options={props.units.map((each) => ({ value: each.unit_id, label: each.unit }))}
        onChange={setUnit}
      />
      <Field
        name="hours"
        label={t('weather.hours')}
        inputMode="decimal"
        value={hours}
        onInput={setHours}
        error={form.errorOf('hours') ?? form.errorOf('valid_until')}
      />
      <Field name="weather_note" label={t('weather.note')} value={note} onInput={setNote} error={form.errorOf('note')} />
      <Crews affected={affected} />
    </FormDialog>
  );
}

/** Who will be told, before anything is said. */
function Crews(props: { affected: readonly Affected[] | null }): JSX.Element {
  const { affected } = props;
  return (
    <div role="status" aria-live="polite" data-testid="weather-affects" data-count={affected?.length ?? ''}>
      {affected !== null && affected.length === 0 && <p class="muted">{t('weather.affects_none')}</p>}
      {affected !== null && affected.length > 0 && (
        <>
          <p class="strong">{t('weather.affects')}</p>
          <ul class="lines">
            {affected.map((each) => (
              <li key={each.assignment_id} class="spread">
                <span class="truncate">
                  {each.crew} <span class="muted small">{each.number}</span>
                </span>
                <Badge tone={each.stops === null ? 'warn' : 'danger'}>
                  {t(each.stops === null ? 'weather.briefs' : 'weather.stops')}
                </Badge>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
