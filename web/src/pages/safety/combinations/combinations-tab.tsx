import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, createResource, type Schemas } from '../../../api/index.ts';
import { Badge, Button, EmptyState, ErrorState, Panel, Skeleton, toast } from '../../../design/index.ts';
import { ReasonDialog } from '../../../forms/index.ts';
import { formatMoment, t } from '../../../i18n/index.ts';
import { api, follow, session } from '../store.ts';
import { SignDialog, type Pair } from './sign-dialog.tsx';
import './combinations.css';

type Combination = Schemas['CombinationOut'];
type Waiting = Schemas['WaitingOut'];

const signed = createResource(() => ask(api.GET('/api/v1/hse-combinations')));
const waiting = createResource(() => ask(api.GET('/api/v1/hse-combinations/waiting')));
/** What may make a job wait, or stop waiting. */
const KINDS: readonly string[] = ['combination', 'assignment', 'zone'];

function reload(): void {
  void signed.reload();
  void waiting.reload();
}

/** HSE's word on electrical methods with medical or chemical PPE: who waits for it, what holds, what was withdrawn. */
export function CombinationsTab(): JSX.Element {
  const [signing, setSigning] = useState<Pair | null>(null);
  const may = session.may('combinations.sign');
  useEffect(
    () =>
      follow(reload, (event) => {
        if (event !== null && !KINDS.includes(event.subject_kind)) return;
        signed.reloadSoon();
        waiting.reloadSoon();
      }),
    [],
  );
  const problem = signed.problem.value ?? waiting.problem.value;
  if (problem !== null) return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={reload} />;
  return (
    <section class="combinations" aria-label={t('safety.tab.combinations')}>
      <h2 class="visually-hidden">{t('safety.tab.combinations')}</h2>
      <Panel
        title={t('combination.waiting')}
        aside={
          may && (
            <Button kind="primary" testId="combination-new" onClick={() => setSigning({ profile: '', method: 'dead_line' })}>
              {t('combination.sign')}
            </Button>
          )
        }
      >
        <WaitingList onSign={may ? setSigning : null} />
      </Panel>
      <Panel title={t('combination.all')}>
        <SignedList mayWithdraw={may} />
      </Panel>
      {signing !== null && (
        <SignDialog
          pair={signing}
          onSigned={() => {
            toast('ok', t('combination.signed'));
            reload();
          }}
          onClose={() => setSigning(null)}
        />
      )}
    </section>
  );
}

function WaitingList(props: { onSign: ((pair: Pair) => void) | null }): JSX.Element {
  const rows = waiting.data.value;
  const { onSign } = props;
  if (rows === null) return <Skeleton lines={3} />;
  if (rows.length === 0) return <p class="muted">{t('combination.waiting_none')}</p>;
  return (
    <ul class="lines">
      {rows.map((row: Waiting) => (
        <li key={row.assignment_id} class="spread" data-testid="combination-waiting" data-number={row.number}>
          <span class="stack-tight">
            <span class="strong">
              {row.method_name} · {row.ppe_names.join(', ')}
            </span>
            <span class="muted small">
              {row.crew} · {row.address} · {t('combination.enters', { time: formatMoment(row.planned_entry_at) })}
            </span>
          </span>
          {onSign !== null && (
            <Button
              testId="combination-sign"
              onClick={() => onSign({ profile: row.ppe_profiles[0] ?? '', method: row.work_method as Pair['method'] })}
            >
              {t('combination.sign')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function SignedList(props: { mayWithdraw: boolean }): JSX.Element {
  const [ending, setEnding] = useState<Combination | null>(null);
  const rows = signed.data.value;
  if (rows === null) return <Skeleton lines={4} />;
  if (rows.length === 0) return <EmptyState title={t('combination.none')} hint={t('combination.none_hint')} />;
  return (
    <>
      <ul class="lines">
        {rows.map((row) => (
          <li key={row.id} class="spread" data-testid="combination" data-holds={row.holds}>
            <Signed row={row} />
            {row.holds && props.mayWithdraw && (
              <Button kind="danger" testId="combination-withdraw" onClick={() => setEnding(row)}>
                {t('combination.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending !== null && (
        <ReasonDialog
          title={t('combination.withdraw_title', { name: nameOf(ending) })}
          confirm={t('combination.withdraw')}
          kind="danger"
          send={async (reason) => {
            const params = { path: { combination_id: ending.id } };
            await ask(api.POST('/api/v1/hse-combinations/{combination_id}/withdraw', { params, body: { reason } }));
            reload();
          }}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  );
}

function Signed(props: { row: Combination }): JSX.Element {
  const { row } = props;
  return (
    <span class="stack-tight">
      <span class="cluster">
        <span class="strong">{nameOf(row)}</span>
        <Badge tone={row.holds ? 'ok' : 'plain'}>{t(row.holds ? 'combination.holds' : 'combination.over')}</Badge>
      </span>
      <span class="small">{row.note}</span>
      <span class="muted small">
        {t('combination.by', { name: row.signed_name, time: formatMoment(row.signed_at) })}
        {row.valid_until !== null && ` · ${t('weather.until', { time: formatMoment(row.valid_until) })}`}
      </span>
      {row.withdrawn_at !== null && (
        <span class="small">
          {t('combination.withdrawn', {
            time: formatMoment(row.withdrawn_at),
            name: row.withdrawn_name ?? '',
            reason: row.withdrawn_reason ?? '',
          })}
        </span>
      )}
    </span>
  );
}

const nameOf = (row: Combination): string => `${row.method_name} · ${row.ppe_name}`;
