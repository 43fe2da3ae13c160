import type { JSX } from 'preact';
import type { WorkPermit } from '../api/index.ts';
import { Badge } from '../design/index.ts';
import { formatMoment, t, tCode } from '../i18n/index.ts';

const TONES = { permitted: 'ok', draft: 'warn', issued: 'warn', cancelled: 'danger' } as const;

/** A document in one line: what it is, its number, where it stands. */
export function paperLine(paper: WorkPermit): string {
  return `${paper.title} ${paper.number} · ${tCode('paper.state', paper.state)}`;
}

export function PaperState(props: { paper: WorkPermit }): JSX.Element {
  const { state } = props.paper;
  return <Badge tone={TONES[state as keyof typeof TONES] ?? 'plain'}>{tCode('paper.state', state)}</Badge>;
}

/** Who has signed as what, and who still has to; what fell stays readable. */
export function Signatures(props: { paper: WorkPermit }): JSX.Element {
  const { paper } = props;
  return (
    <ul class="lines">
      {paper.signatures.map((each) => (
        <li key={each.role + each.signed_at} data-testid="signature-given" data-role={each.role} data-fell={each.fell_at !== null}>
          <div class="spread">
            <span class="truncate line-name">{each.title}</span>
            <span class="muted small">{formatMoment(each.signed_at)}</span>
          </div>
          <div class="small">
            {each.name} · <span class="muted">{t(`paper.means.${each.means}`)}</span>
          </div>
          {each.fell_at !== null && <div class="small">{t('paper.fell', { time: formatMoment(each.fell_at) })}</div>}
        </li>
      ))}
      {paper.missing.map((each) => (
        <li key={each.role} class="spread" data-testid="signature-missing" data-role={each.role}>
          <span class="truncate line-name">{each.title}</span>
          <Badge tone="warn">{t('paper.missing')}</Badge>
        </li>
      ))}
    </ul>
  );
}
