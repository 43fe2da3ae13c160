import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, ask, type Assignment, type Schemas } from '../../api/index.ts';
import { Button, Notice, Skeleton, toast } from '../../design/index.ts';
import { formatMoment, formatTime, t } from '../../i18n/index.ts';
import * as store from './store.ts';

type Next = Schemas['NextCrewOut'];

/** Nobody of the crew answers: who was asked, which crew would go next, and one press that gives it the job. */
export function NoAnswer(props: { assignment: Assignment }): JSX.Element | null {
  const { assignment } = props;
  if (assignment.unanswered_since === null) return null;
  const silent = assignment.pushes.filter((push) => push.unanswered);
  const names = [...new Set(silent.map((push) => push.user_name))].join(', ');
  const done = [
    silent.some((push) => push.repeated_at !== null) && t('no_answer.pushed'),
    silent.some((push) => push.texted_at !== null) && t('no_answer.texted'),
  ].filter(Boolean);
  return (
    <Notice
      tone="danger"
      title={t('no_answer.title', { time: formatTime(assignment.unanswered_since) })}
      testId="no-answer"
    >
      <div>{[names, ...done].join(' · ')}</div>
      <div>{t('no_answer.call')}</div>
      {assignment.state === 'assigned' && store.mayAssign.value && <NextCrew assignment={assignment} />}
    </Notice>
  );
}

function NextCrew(props: { assignment: Assignment }): JSX.Element {
  const { id, version } = props.assignment;
  const [found, setFound] = useState<Next | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let left = false;
    const params = { path: { assignment_id: id } };
    void ask(store.api.GET('/api/v1/assignments/{assignment_id}/next-crew', { params })).then(
      (answer) => left || setFound(answer),
      () => left || setFound({ next: null }),
    );
    return () => {
      left = true;
    };
  }, [id, version, store.assignmentsTouched.value]);
  if (found === null) return <Skeleton lines={1} />;
  if (found.next === null) return <div>{t('no_answer.nobody')}</div>;
  const { crew, earliest_start_at } = found.next;
  const give = async (): Promise<void> => {
    setBusy(true);
    await giveTo(props.assignment, crew);
    setBusy(false);
  };
  return (
    <div class="spread no-answer-next" data-testid="next-crew">
      <span>{t('no_answer.next', { crew: crew.name, at: formatMoment(earliest_start_at) })}</span>
      <Button kind="primary" disabled={busy} onClick={() => void give()} testId="reassign">
        {t('no_answer.give', { crew: crew.name })}
      </Button>
    </div>
  );
}

async function giveTo(assignment: Assignment, crew: Assignment['crew']): Promise<void> {
  const params = { path: { assignment_id: assignment.id } };
  const body = { crew_id: crew.id, reason: t('no_answer.reason') };
  try {
    await ask(store.api.POST('/api/v1/assignments/{assignment_id}/reassign', { params, body }));
    toast('ok', t('no_answer.given', { number: assignment.ticket.number, crew: crew.name }));
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
  }
  await store.reloadSelected();
}
