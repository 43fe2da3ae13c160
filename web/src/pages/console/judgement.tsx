import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, ask, type Judgement, type Problem } from '../../api/index.ts';
import { Button, Notice, Skeleton, TicketStatus } from '../../design/index.ts';
import { ProblemNotice } from '../../forms/index.ts';
import { formatDistance, locale, t } from '../../i18n/index.ts';
import { JoinSuggestion } from './incident-marks.tsx';
import { api, openTicket } from './store.ts';
import { ZoneHits } from './zone-facts.tsx';

export interface Question {
  place: readonly [number, number];
  accuracyM: number;
  workType: string;
  hazards: readonly string[];
}

const WAIT_MS = 200;

/** What the server says of a place and a work type, asked again as they change during the call. */
export function useJudgement(question: Question | null): { answer: Judgement | null; problem: Problem | null } {
  const [answer, setAnswer] = useState<Judgement | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = JSON.stringify([question, locale.value]);
  useEffect(() => {
    if (question === null) {
      setAnswer(null);
      setProblem(null);
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      judge(question, controller.signal)
        .then((judged) => {
          setAnswer(judged);
          setProblem(null);
        })
        .catch((error: unknown) => {
          if (!controller.signal.aborted) setProblem(asProblem(error));
        });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key]);
  return { answer, problem };
}

function judge(question: Question, signal: AbortSignal): Promise<Judgement> {
  const query = {
    lon: question.place[0],
    lat: question.place[1],
    accuracy_m: question.accuracyM,
    work_type: question.workType,
    hazards: question.hazards.join(','),
  };
  return ask(api.GET('/api/v1/judgement', { params: { query }, signal }));
}

/** The judgement as sentences for the person on the phone. */
export function JudgementPreview(props: { question: Question | null }): JSX.Element | null {
  const { answer, problem } = useJudgement(props.question);
  if (props.question === null) return null;
  if (problem !== null) return <ProblemNotice problem={problem} />;
  if (answer === null) return <Skeleton lines={2} />;
  const hits = answer.zones.filter((hit) => hit.verdict !== 'outside');
  return (
    <div class="stack-tight" aria-live="polite" data-testid="judgement">
      {!answer.work_type.allowed && (
        <Notice tone="warn" title={t('intake.not_allowed')} testId="will-defer">
          {answer.work_type.reasons.map((reason) => (
            <div key={reason.code}>{reason.text}</div>
          ))}
          <div class="small">{t('intake.will_defer')}</div>
        </Notice>
      )}
      {hits.length > 0 && (
        <>
          <ZoneHits hits={hits} />
          <div class="small muted">{t('intake.in_zone')}</div>
        </>
      )}
      {hits.length === 0 && answer.work_type.allowed && <Notice tone="ok">{t('intake.free')}</Notice>}
      <JoinSuggestion near={answer.nearby} />
      {answer.nearby.length > 0 && <NearBy tickets={answer.nearby} />}
      {answer.unit === null && <Notice tone="warn">{t('intake.no_unit')}</Notice>}
    </div>
  );
}

/** Open tickets at the same place: the caller may be the second to report the trouble. */
function NearBy(props: { tickets: Judgement['nearby'] }): JSX.Element {
  return (
    <Notice tone="warn" title={t('intake.nearby')} testId="nearby">
      <ul class="stack-tight">
        {props.tickets.map((ticket) => (
          <li key={ticket.id} class="near-ticket">
            <span class="truncate">{ticket.address || t('ticket.no_address')}</span>
            <TicketStatus state={ticket.state} />
            <span class="muted">{formatDistance(ticket.distance_m)}</span>
            <Button onClick={() => openTicket(ticket.id, ticket.state)}>{t('intake.open_instead', { number: ticket.number })}</Button>
          </li>
        ))}
      </ul>
      <div class="small">{t('intake.nearby_hint')}</div>
    </Notice>
  );
}
