import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Field } from '../../../design/index.ts';
import { fromLocalInput, toLocalInput } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { saveFile } from '../save-file.ts';
import { session } from '../store.ts';

const today = (): string => toLocalInput(Date.now()).slice(0, 10);

/** The day's report of the unit, as a table and as a sheet. */
export function ReportBar(): JSX.Element | null {
  const [day, setDay] = useState(today);
  const [busy, setBusy] = useState<string | null>(null);
  const unitId = session.me.value?.roles.find((role) => role.unit_id !== null)?.unit_id;
  if (!session.may('reports.read') || unitId === null || unitId === undefined) return null;
  const known = fromLocalInput(`${day}T00:00`) !== null && day <= today();
  const save = async (kind: 'csv' | 'pdf'): Promise<void> => {
    setBusy(kind);
    const query = new URLSearchParams({ unit_id: unitId, day });
    await saveFile(`/api/v1/reports/epidemic.${kind}?${query}`, `epidemic-${day}.${kind}`);
    setBusy(null);
  };
  return (
    <form class="exposure-report" aria-label={t('report.epidemic')} onSubmit={(event) => event.preventDefault()}>
      <Field name="day" type="date" label={t('report.epidemic')} value={day} onInput={setDay} testId="report-day" />
      <Button disabled={!known} busy={busy === 'csv'} onClick={() => void save('csv')} testId="report-csv">
        {t('report.csv')}
      </Button>
      <Button disabled={!known} busy={busy === 'pdf'} onClick={() => void save('pdf')} testId="report-pdf">
        {t('report.pdf')}
      </Button>
    </form>
  );
}
