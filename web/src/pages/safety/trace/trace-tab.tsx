import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, Choices, EmptyState, ErrorState, Field, Skeleton } from '../../../design/index.ts';
import { formatDateTime, t, tCode } from '../../../i18n/index.ts';
import { follow } from '../store.ts';
import { WorkerPicker } from '../workers.tsx';
import { PositiveDialog } from './positive-dialog.tsx';
import { Result } from './result.tsx';
import * as store from './trace-store.ts';
import '../exposures/exposures.css';
import './trace.css';

/** From one worker to everybody and everything met in the days before. */
export function TraceTab(): JSX.Element {
  useEffect(() => follow(() => void store.positives.reload()), []);
  return (
    <div class="safety-split">
      <section class="safety-list" aria-label={t('trace.from')}>
        <Ask />
        <Positives />
      </section>
      <section class="safety-detail" aria-label={t('trace.result')} aria-busy={store.trace.loading.value}>
        <Found />
      </section>
    </div>
  );
}

function Ask(): JSX.Element {
  const [reporting, setReporting] = useState(false);
  const worker = store.worker.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    void store.run();
  };
  return (
    <form class="trace-ask" onSubmit={submit}>
      <WorkerPicker chosen={worker} onChoose={store.choose} />
      <p class="small" aria-live="polite">
        {worker !== null && t('trace.chosen', { name: `${worker.name} · ${worker.crew}` })}
      </p>
      <Field
        name="days"
        type="number"
        inputMode="decimal"
        label={t('trace.days')}
        value={store.days.value}
        onInput={(value) => (store.days.value = value)}
      />
      <Choices
        legend={t('trace.result')}
        name="rings"
        multiple
        options={[{ value: '2', label: t('trace.rings') }]}
        chosen={store.secondRing.value ? ['2'] : []}
        onChange={(rings) => (store.secondRing.value = rings.length > 0)}
      />
      <div class="cluster">
        <Button
          kind="primary"
          type="submit"
          disabled={store.question() === null}
          busy={store.trace.loading.value}
          testId="trace-run"
        >
          {t('trace.run')}
        </Button>
        <Button disabled={worker === null} onClick={() => setReporting(true)} testId="report-positive">
          {t('trace.positive')}
        </Button>
      </div>
      {reporting && worker !== null && <PositiveDialog worker={worker} onClose={() => setReporting(false)} />}
    </form>
  );
}

function Positives(): JSX.Element | null {
  const rows = store.positives.data.value ?? [];
  if (rows.length === 0) return null;
  return (
    <div class="trace-positives">
      <h2 class="panel-title">{t('trace.positives')}</h2>
      <ul>
        {rows.map((each) => (
          <li key={each.id} class="exposure-line">
            <span class="strong">{each.name}</span>
            <span class="muted small">
              {tCode('hazard', each.hazard_class)} · {formatDateTime(each.found_at)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Found(): JSX.Element {
  const problem = store.trace.problem.value;
  const found = store.trace.data.value;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.run()} />;
  }
  if (store.trace.loading.value && found === null) return <Skeleton lines={10} />;
  if (found === null) return <EmptyState title={t('trace.start')} hint={t('trace.start_hint')} />;
  return <Result trace={found} />;
}
