import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, createResource, type PlanAnswer, type PlanLine } from '../../api/index.ts';
import { Badge, Dialog, EmptyState, ErrorState, Skeleton } from '../../design/index.ts';
import { formatMinutes, formatMoment, formatNumber, t, tCode } from '../../i18n/index.ts';
import { focusLines } from './plan-actions.ts';
import * as plans from './plan-store.ts';
import { api } from './store.ts';

type CrewAnswer = PlanAnswer['crews'][number];

/** Crews that cannot go are many in a storm; the least obstructed come first. */
const MOST_REFUSED = 40;

/** Why this crew: what every other would mean for the same job, from the service's own plan. */
export function WhyDialog(): JSX.Element | null {
  const line = plans.changedLines.value.find((each) => each.id === plans.whyLineId.value);
  if (line === undefined) return null;
  return <Why key={line.id} line={line} />;
}

function Why(props: { line: PlanLine }): JSX.Element {
  const { line } = props;
  const [answer] = useState(() =>
    createResource(() => {
      const params = { path: { plan_id: plans.planId.value ?? '' }, query: { ticket_id: line.ticket.id } };
      return ask(api.GET('/api/v1/plans/{plan_id}/explain', { params }));
    }),
  );
  useEffect(() => void answer.reload(), []);
  const found = answer.data.value;
  const problem = answer.problem.value;
  const close = (): void => {
    plans.whyLineId.value = null;
    focusLines();
  };
  return (
    <Dialog wide title={t('plan.why_title', { crew: line.crew.name })} onClose={close} testId="why-dialog">
      <div class="stack">
        <p class="muted">
          {line.ticket.number} · {line.ticket.address || t('ticket.no_address')}
        </p>
        {found === null && problem === null && <Skeleton lines={5} />}
        {found === null && problem !== null && (
          <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void answer.reload()} />
        )}
        {found !== null && <Answer answer={found} />}
      </div>
    </Dialog>
  );
}

function Answer(props: { answer: PlanAnswer }): JSX.Element {
  const { crews } = props.answer;
  const can = crews.filter((crew) => crew.feasible || crew.chosen);
  const cannot = crews.filter((crew) => !crew.feasible && !crew.chosen);
  if (crews.length === 0) return <EmptyState title={t('candidates.none')} />;
  const chosenFirst = [...can.filter((crew) => crew.chosen), ...can.filter((crew) => !crew.chosen)];
  return (
    <>
      {props.answer.notes.map((note) => (
        <p key={note.code} class="small muted" data-code={note.code}>
          {note.text}
        </p>
      ))}
      <ol class="why-crews" aria-label={t('plan.why.can', { n: can.length })}>
        {chosenFirst.map((crew) => (
          <CrewCard key={crew.crew.id} answer={crew} />
        ))}
      </ol>
      {cannot.length > 0 && <Cannot answers={cannot} />}
    </>
  );
}

function CrewCard(props: { answer: CrewAnswer }): JSX.Element {
  const { answer } = props;
  return (
    <li class="why-crew" data-chosen={answer.chosen} data-testid="why-crew" data-crew={answer.crew.code}>
      <span class="spread">
        <span class="strong">
          {answer.crew.code} <span class="muted">{answer.crew.name}</span>
        </span>
        {answer.chosen ? <Badge tone="accent">{t('plan.why.chosen')}</Badge> : <Later answer={answer} />}
      </span>
      <dl class="why-times">
        <Moment label={t('plan.why.arrives')} at={answer.arrive_at} />
        <Moment label={t('plan.why.begins')} at={answer.entry_at} />
        <Moment label={t('plan.why.ends')} at={answer.finish_at} />
      </dl>
      <Delays delays={answer.delays} />
      {!answer.chosen && answer.decides !== null && (
        <span class="small muted">{t('plan.why.decides', { what: tCode('plan.value', answer.decides) })}</span>
      )}
    </li>
  );
}

function Later(props: { answer: CrewAnswer }): JSX.Element {
  const minutes = Math.round(props.answer.minutes_later ?? 0);
  if (minutes === 0) return <span class="muted small">{t('plan.why.same')}</span>;
  return (
    <span class="small plan-gain" data-better={minutes < 0}>
      {t(minutes > 0 ? 'plan.why.later' : 'plan.why.sooner', { time: formatMinutes(Math.abs(minutes)) })}
    </span>
  );
}

function Moment(props: { label: string; at: string | null }): JSX.Element | null {
  if (props.at === null) return null;
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{formatMoment(props.at)}</dd>
    </div>
  );
}

function Delays(props: { delays: CrewAnswer['delays'] }): JSX.Element {
  const { delays } = props;
  if (delays.length === 0) return <span class="small muted">{t('plan.why.delays_none')}</span>;
  return (
    <details class="small">
      <summary>{t('plan.why.delays', { n: delays.length })}</summary>
      <ul>
        {delays.map((delay) => (
          <li key={delay.ticket.id}>
            {t('plan.why.delay', {
              number: delay.ticket.number,
              time: formatMinutes(delay.minutes),
              customers: formatNumber(delay.customers),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Cannot(props: { answers: readonly CrewAnswer[] }): JSX.Element {
  return (
    <details class="why-cannot">
      <summary>{t('plan.why.cannot', { n: props.answers.length })}</summary>
      <ul class="stack-tight">
        {props.answers.slice(0, MOST_REFUSED).map((answer) => (
          <li key={answer.crew.id}>
            <span class="strong">{answer.crew.code}</span> {answer.crew.name}
            <ul class="plan-reasons small">
              {answer.reasons.map((reason) => (
                <li key={reason.code} data-code={reason.code}>
                  {reason.text}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}
