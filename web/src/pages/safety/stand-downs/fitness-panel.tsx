import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, asProblem, createResource, type Schemas } from '../../../api/index.ts';
import { Badge, Button, Field, toast } from '../../../design/index.ts';
import { FormDialog, useForm } from '../../../forms/index.ts';
import { formatMoment, t } from '../../../i18n/index.ts';
import { api, follow } from '../store.ts';
import * as standDowns from './stand-downs-store.ts';

type Report = Schemas['FitnessReportOut'];

const DAY_MS = 24 * 3_600_000;
const MOST_DAYS = 90;

const reports = createResource(() => ask(api.GET('/api/v1/fitness-reports', { params: { query: { open: true } } })));

/** Workers who said before a shift that they are not well: each waits for HSE's word. Every look is on record. */
export function FitnessPanel(): JSX.Element | null {
  const [standing, setStanding] = useState<Report | null>(null);
  useEffect(
    () =>
      follow(
        () => void reports.reload(),
        (event) => (event === null || event.subject_kind === 'fitness_report') && reports.reloadSoon(),
      ),
    [],
  );
  const rows = reports.data.value?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('desk.fitness')} data-testid="fitness-reports">
      <h2 class="strong">{t('desk.fitness')}</h2>
      <ul class="standdown-rows">
        {rows.map((row) => (
          <li key={row.id} class="standdown-row" data-testid="fitness-report">
            <span class="standdown-who">
              <span class="strong truncate">{row.name}</span>
              <span class="muted small truncate">{row.crew_code}</span>
            </span>
            <span class="cluster">
              {row.symptoms.map((each) => (
                <Badge key={each.code} tone="warn">
                  {each.name}
                </Badge>
              ))}
            </span>
            <span class="muted small">{formatMoment(row.said_at)}</span>
            <span class="cluster">
              <Button testId="fitness-fit" onClick={() => void decide(row, null).catch(tell)}>
                {t('desk.fitness.fit')}
              </Button>
              <Button kind="danger" testId="fitness-stand-down" onClick={() => setStanding(row)}>
                {t('desk.fitness.stand_down')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {standing !== null && <StandDownDialog row={standing} onClose={() => setStanding(null)} />}
    </section>
  );
}

function StandDownDialog(props: { row: Report; onClose: () => void }): JSX.Element {
  const [days, setDays] = useState('3');
  const form = useForm();
  const count = Number(days);
  return (
    <FormDialog
      title={`${t('desk.fitness.stand_down')}: ${props.row.name}`}
      confirm={t('desk.fitness.stand_down')}
      form={form}
      check={() => ({ ...(!(count > 0 && count <= MOST_DAYS) && { days: t('field.required') }) })}
      send={() => decide(props.row, new Date(Date.now() + count * DAY_MS).toISOString())}
      onClose={props.onClose}
      confirmTestId="fitness-confirm"
    >
      <Field
        name="days"
        label={t('desk.fitness.days')}
        type="number"
        inputMode="numeric"
        value={days}
        onInput={setDays}
        error={form.errorOf('days')}
      />
    </FormDialog>
  );
}

async function decide(row: Report, until: string | null): Promise<void> {
  const params = { path: { report_id: row.id } };
  await ask(api.POST('/api/v1/fitness-reports/{report_id}/decide', { params, body: { until } }));
  await Promise.all([reports.reload(), standDowns.standDowns.reload()]);
}

function tell(error: unknown): void {
  toast('danger', asProblem(error).title);
}
