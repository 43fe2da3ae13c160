import type { JSX } from 'preact';
import type { Assignment } from '../../api/index.ts';
import { Notice } from '../../design/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';

type Report = Assignment['reports'][number];

/** What the crew's phone told late and the job did not allow: it happened nevertheless, and somebody has to look. */
export function PhoneReports(props: { reports: readonly Report[] }): JSX.Element | null {
  if (props.reports.length === 0) return null;
  return (
    <Notice tone="warn" title={t('reports.title')} testId="phone-reports">
      {props.reports.map((report) => (
        <div key={`${report.told_at}/${report.to ?? ''}`}>{wordsOf(report)}</div>
      ))}
    </Notice>
  );
}

function wordsOf(report: Report): string {
  const step = report.to === null ? t('reports.failed_item') : t(`assignment.state.${report.to as Assignment['state']}`);
  return t('reports.line', { time: formatMoment(report.at), step, told: formatMoment(report.told_at) });
}
