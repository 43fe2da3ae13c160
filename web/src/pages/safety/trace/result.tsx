import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Trace, Traced } from '../../../api/index.ts';
import { Badge, Button, Notice, Panel } from '../../../design/index.ts';
import { formatDateTime, formatMoment, t, tCode } from '../../../i18n/index.ts';
import { saveFile } from '../save-file.ts';
import { HoldDialog } from './hold-dialog.tsx';
import * as store from './trace-store.ts';

const PLACES = ['vehicles', 'zones', 'sites', 'outsiders'] as const;

/** People first, each with every reason; then what was touched. */
export function Result(props: { trace: Trace }): JSX.Element {
  const { trace } = props;
  return (
    <div class="trace-result" data-testid="trace-result">
      <header class="exposure-head">
        <h2>{trace.name}</h2>
        <span class="muted">
          {t('trace.window', { since: formatDateTime(trace.since), until: formatDateTime(trace.until) })}
        </span>
      </header>
      {trace.hidden_people > 0 && <Notice tone="warn">{t('trace.hidden', { n: trace.hidden_people })}</Notice>}
      <People trace={trace} />
      <div class="safety-columns">
        {PLACES.map((each) => (
          <Panel key={each} title={`${t(`trace.${each}`)} (${trace[each].length})`}>
            {trace[each].length === 0 && <span class="muted">{t('none')}</span>}
            {trace[each].map((place) => (
              <Place key={place.id} place={place} />
            ))}
          </Panel>
        ))}
      </div>
    </div>
  );
}

function People(props: { trace: Trace }): JSX.Element {
  const { people } = props.trace;
  const [holding, setHolding] = useState(false);
  const chosen = store.chosen.value;
  const save = (): void => {
    const body = store.question();
    if (body !== null) void saveFile('/api/v1/exposures/trace.csv', 'trace.csv', body);
  };
  return (
    <Panel
      title={`${t('trace.people')} (${people.length})`}
      aside={
        <span class="cluster">
          {people.length > 0 && (
            <Button kind="quiet" onClick={store.toggleAll} pressed={chosen.size === people.length} testId="choose-all">
              {t('trace.select_all')}
            </Button>
          )}
          <Button kind="primary" disabled={chosen.size === 0} onClick={() => setHolding(true)} testId="hold">
            {t('trace.hold', { n: chosen.size })}
          </Button>
          <Button onClick={save} testId="trace-csv">
            {t('trace.csv')}
          </Button>
        </span>
      }
    >
      {people.length === 0 && <span class="muted">{t('trace.nobody')}</span>}
      <ul class="trace-people">
        {people.map((person) => (
          <li key={person.id}>
            <Person person={person} />
          </li>
        ))}
      </ul>
      {holding && <HoldDialog ids={[...chosen]} onClose={() => setHolding(false)} />}
    </Panel>
  );
}

function Person(props: { person: Traced }): JSX.Element {
  const { person } = props;
  return (
    <label class="trace-person" data-testid="traced">
      <input
        type="checkbox"
        checked={store.chosen.value.has(person.id)}
        onChange={() => store.toggle(person.id)}
        aria-label={person.name}
      />
      <span class="trace-who">
        <span class="strong truncate">{person.name}</span>
        <span class="muted small truncate">{person.detail}</span>
      </span>
      <span class="cluster">
        <Badge tone={person.band === 'under_1m' ? 'danger' : 'plain'}>
          {t('trace.minutes', { n: person.minutes })}
          {person.band !== null && ` · ${tCode('exposure.band', person.band)}`}
        </Badge>
        {person.ring > 1 && <Badge dashed>{t('trace.ring_two')}</Badge>}
        {isHeld(person) && (
          <Badge tone="warn">{t('trace.in_stand_down', { time: formatMoment(person.stand_down_until ?? '') })}</Badge>
        )}
      </span>
      <ul class="trace-lines">
        {person.lines.map((line) => (
          <li key={`${line.why}${line.via}${line.first_at}`}>
            <span class="strong">{t(`trace.why.${line.why}`)}</span> {line.via}
            {line.of !== null && <span class="muted"> · {t('trace.through', { name: line.of })}</span>}
            <span class="muted">
              {' '}
              · {formatMoment(line.first_at)} – {formatMoment(line.last_at)}
            </span>
          </li>
        ))}
      </ul>
    </label>
  );
}

function isHeld(person: Traced): boolean {
  return person.stand_down_until !== null && Date.parse(person.stand_down_until) > Date.now();
}

function Place(props: { place: Traced }): JSX.Element {
  const { place } = props;
  const [first] = place.lines;
  return (
    <div class="exposure-line">
      <span class="spread">
        <span class="strong">{place.name || t('exposure.erased')}</span>
        <span class="muted small">{t('trace.minutes', { n: place.minutes })}</span>
      </span>
      {place.detail !== '' && <span class="small">{place.detail}</span>}
      {first !== undefined && <span class="muted small">{formatDateTime(first.first_at)}</span>}
    </div>
  );
}
