import type { JSX } from 'preact';
import type { AuditFault, Verification } from '../../../api/index.ts';
import { Button, Notice } from '../../../design/index.ts';
import { ProblemNotice } from '../../../forms/index.ts';
import { formatMoment, formatNumber, t, tCode } from '../../../i18n/index.ts';
import * as store from './audit-store.ts';

/** Recompute the newest links, and say plainly whether anything was changed. */
export function Verify(): JSX.Element {
  const found = store.verification.data.value;
  return (
    <div class="audit-verify" data-testid="verify">
      <Button
        kind="primary"
        wide
        busy={store.verification.loading.value}
        onClick={() => void store.verification.reload()}
        testId="verify-now"
      >
        {t('audit.verify')}
      </Button>
      <div aria-live="polite">
        <ProblemNotice problem={store.verification.problem.value} />
        {found !== null && (found.whole ? <Whole found={found} /> : <Broken found={found} />)}
      </div>
    </div>
  );
}

function Whole(props: { found: Verification }): JSX.Element {
  const { found } = props;
  return (
    <Notice tone="ok" title={t('audit.whole')} testId="verify-whole">
      <span>{t('audit.whole_detail', { links: formatNumber(found.links), chains: found.chains.length })}</span>
      <Checkpoint found={found} />
      {found.unsealed_seconds >= 60 && (
        <span class="small">{t('audit.unsealed', { seconds: formatNumber(found.unsealed_seconds) })}</span>
      )}
    </Notice>
  );
}

function Checkpoint(props: { found: Verification }): JSX.Element {
  const { checkpoint, compared } = props.found;
  if (checkpoint === null || compared === 0) return <span class="small">{t('audit.no_checkpoint')}</span>;
  const told = { number: checkpoint.number, time: formatMoment(checkpoint.made_at) };
  return <span class="small">{t('audit.checkpoint', told)}</span>;
}

function Broken(props: { found: Verification }): JSX.Element {
  const names = new Map(props.found.chains.map((chain) => [chain.chain_id, chain.name]));
  return (
    <Notice tone="danger" title={t('audit.broken')} testId="verify-broken">
      <ul>
        {props.found.faults.map((fault) => (
          <li key={`${fault.chain_id}-${fault.position}`}>{faultText(fault, names.get(fault.chain_id ?? '') ?? '')}</li>
        ))}
      </ul>
      <span class="small">{t('audit.broken_hint')}</span>
    </Notice>
  );
}

function faultText(fault: AuditFault, name: string): string {
  const what = tCode('audit.what', fault.what);
  if (fault.chain_id === null) return t('audit.fault_checkpoint', { number: fault.checkpoint ?? '?', what });
  return t('audit.fault', { chain: name || t('audit.system_chain'), position: fault.position ?? '?', what });
}
