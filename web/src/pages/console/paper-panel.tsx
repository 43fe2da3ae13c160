import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { asProblem, ask, problemFrom, signedFetch, type Assignment, type WorkPermit } from '../../api/index.ts';
import { Button, Facts, Panel, toast } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import { PaperState, Signatures } from '../../papers/index.ts';
import * as store from './store.ts';

type DeskRole = 'issuer' | 'permitter';
const DESK_ROLES: readonly string[] = ['issuer', 'permitter'];

/** The electrical work permit or order of a job: who has signed, and what a desk can do about it. */
export function PaperPanel(props: { assignment: Assignment }): JSX.Element | null {
  const { assignment } = props;
  const paper = assignment.work_permit;
  if (assignment.work_method === null) return null;
  return (
    <Panel title={t('paper.title')} testId="paper" aside={paper && <PaperState paper={paper} />}>
      {paper === null ? <p class="muted">{t('paper.none')}</p> : <Paper paper={paper} />}
      {store.session.may('work_permits.write') && <Tools assignment={assignment} paper={paper} />}
    </Panel>
  );
}

function Paper(props: { paper: WorkPermit }): JSX.Element {
  const { paper } = props;
  return (
    <div class="stack-tight" data-testid="paper-shown" data-state={paper.state} data-kind={paper.kind}>
      <Facts
        rows={[
          [paper.title, paper.number],
          [t('paper.scope'), paper.scope],
          [t('paper.measures'), paper.measures.join(' · ')],
          [t('paper.kept'), paper.kept_until && formatMoment(paper.kept_until)],
        ]}
      />
      <Signatures paper={paper} />
    </div>
  );
}

function Tools(props: { assignment: Assignment; paper: WorkPermit | null }): JSX.Element {
  const { assignment, paper } = props;
  const [cancelling, setCancelling] = useState(false);
  const first = paper?.missing[0];
  const over = paper === null || ['closed', 'cancelled'].includes(paper.state);
  const jobOver = ['closed', 'declined', 'withdrawn', 'aborted'].includes(assignment.state);
  const draft = paper !== null && ['draft', 'issued'].includes(paper.state);
  return (
    <div class="cluster">
      {first !== undefined && paper !== null && DESK_ROLES.includes(first.role) && (
        <Button kind="primary" testId={`sign-${first.role}`} onClick={() => void sign(paper, first.role as DeskRole)}>
          {t('paper.sign_as', { role: first.title })}
        </Button>
      )}
      {!jobOver && (over || (draft && paper.kind === 'order')) && (
        <Button testId="draw-permit" onClick={() => void drawUp(assignment)}>
          {t('paper.draw_permit')}
        </Button>
      )}
      {paper !== null && (
        <Button testId="print-paper" onClick={() => void print(paper)}>
          {t('paper.print')}
        </Button>
      )}
      {paper !== null && (draft || paper.state === 'permitted') && (
        <Button kind="danger" testId="cancel-paper" onClick={() => setCancelling(true)}>
          {t('paper.cancel')}
        </Button>
      )}
      {cancelling && paper !== null && (
        <ReasonDialog
          title={t('paper.cancel_title', { number: paper.number })}
          confirm={t('paper.cancel')}
          kind="danger"
          send={(reason) => cancel(paper, reason)}
          onClose={() => setCancelling(false)}
        />
      )}
    </div>
  );
}

async function sign(paper: WorkPermit, role: DeskRole): Promise<void> {
  const params = { path: { work_permit_id: paper.id } };
  await attempt(async () => {
    await ask(store.api.POST('/api/v1/work-permits/{work_permit_id}/signatures', { params, body: { role } }));
    toast('ok', t('paper.signed'));
  });
}

async function drawUp(assignment: Assignment): Promise<void> {
  const body = { assignment_id: assignment.id, kind: 'permit' } as const;
  await attempt(async () => {
    const made = await ask(store.api.POST('/api/v1/work-permits', { body }));
    toast('ok', t('paper.drawn', { number: made.number }));
  });
}

async function cancel(paper: WorkPermit, reason: string): Promise<void> {
  const params = { path: { work_permit_id: paper.id } };
  const body = { to: 'cancelled', reason } as const;
  await ask(store.api.POST('/api/v1/work-permits/{work_permit_id}/end', { params, body }));
  await store.reloadSelected();
}

async function print(paper: WorkPermit): Promise<void> {
  await attempt(async () => {
    const answer = await signedFetch(store.session, new Request(`${location.origin}/api/v1/work-permits/${paper.id}/pdf`));
    if (!answer.ok) throw problemFrom(answer, await answer.json().catch(() => null));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `${paper.number}.pdf`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

/** A refusal becomes a toast, and the screen is brought up to date either way. */
async function attempt(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
  }
  await store.reloadSelected();
}
