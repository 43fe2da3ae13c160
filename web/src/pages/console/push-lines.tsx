import type { JSX } from 'preact';
import type { Assignment, Push } from '../../api/index.ts';
import { Badge, Notice, SHAPE_PATHS, toneColour, type Mark } from '../../design/index.ts';
import { formatTime, t, tCode, tWords } from '../../i18n/index.ts';

type Answer = Assignment['answer'];

/** One stage of a message: when it was reached, null while it was not. */
interface Stage {
  readonly key: string;
  readonly word: string;
  readonly at: string | null;
  readonly mark: Mark;
}

const ORDER = 'assignment.new';

/**
 * Messages to phones, each stage kept apart with its time: handed over is not delivered, delivered is not read, read is
 * not accepted. The order itself stands open; what else was told about the job is folded away unless nobody answers.
 */
export function Pushes(props: { assignment: Assignment }): JSX.Element {
  const { pushes, answer } = props.assignment;
  const first = pushes.filter((push) => push.kind === ORDER || push.unanswered);
  const others = pushes.filter((push) => !first.includes(push)).reverse();
  return (
    <>
      {toldNobody(props.assignment) && (
        <Notice tone="warn" title={t('push.nobody')} testId="push-nobody">
          {t('push.nobody_hint')}
        </Notice>
      )}
      {first.length > 0 && <Lines pushes={first} answer={answer} />}
      {others.length > 0 && (
        <details class="opened">
          <summary>{t('push.others', { n: others.length })}</summary>
          <Lines pushes={others} answer={answer} />
        </details>
      )}
    </>
  );
}

/** Whether the order went to no phone at all: nobody will answer it, so somebody has to call. */
export function toldNobody(assignment: Pick<Assignment, 'state' | 'pushes'>): boolean {
  return assignment.state === 'assigned' && !assignment.pushes.some((push) => push.kind === ORDER);
}

function Lines(props: { pushes: readonly Push[]; answer: Answer }): JSX.Element {
  return (
    <ul class="lines">
      {props.pushes.map((push) => (
        <li key={push.id} data-testid="push" data-state={push.state} data-kind={push.kind} data-unanswered={push.unanswered}>
          <div class="spread">
            <span class="truncate">
              {push.user_name} <span class="muted small">{tCode('push.kind', push.kind)}</span>
            </span>
            {(push.urgency === 'emergency' || push.urgency === 'urgent') && (
              <Badge tone={push.urgency === 'emergency' ? 'danger' : 'warn'}>{t(`push.urgency.${push.urgency}`)}</Badge>
            )}
          </div>
          <Stages push={push} answer={props.answer} />
          <Followed push={push} />
          {push.error && <div class="muted small">{tWords('push.error', codeOf(push.error))}</div>}
        </li>
      ))}
    </ul>
  );
}

/** The way of one message as a row of stages; one that was not reached says so in words, not by its paleness alone. */
function Stages(props: { push: Push; answer: Answer }): JSX.Element {
  const { push } = props;
  return (
    <ol class="push-stages" aria-label={t('push.steps', { name: push.user_name })}>
      {stagesOf(push, props.answer).map((stage) => (
        <li key={stage.key} data-stage={stage.key} data-reached={stage.at !== null} style={{ '--tone': toneColour(stage.mark.tone) }}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={SHAPE_PATHS[stage.at === null ? 'ring' : stage.mark.shape]} />
          </svg>
          <span class="push-word">{stage.word}</span>
          {stage.at === null ? <span class="muted">{t('push.not_yet')}</span> : <time dateTime={stage.at}>{formatTime(stage.at)}</time>}
        </li>
      ))}
    </ol>
  );
}

/** The stages that this message has: a job's order ends with the crew's answer, all else with being read. */
export function stagesOf(push: Push, answer: Answer): readonly Stage[] {
  const failed = push.state === 'failed';
  const taken = push.service === null ? t('push.state.handed_over') : t(`push.handed_to.${push.service}`);
  const handed: Stage = failed
    ? { key: 'failed', word: t('push.state.failed'), at: push.failed_at, mark: { tone: 'blocked', shape: 'bar' } }
    : { key: 'handed_over', word: taken, at: push.handed_over_at, mark: { tone: 'assigned', shape: 'diamond' } };
  const ways: Stage[] = [
    { key: 'queued', word: t('push.state.queued'), at: push.queued_at, mark: { tone: 'deferred', shape: 'pause' } },
    handed,
    { key: 'delivered', word: t('push.state.delivered'), at: push.delivered_at, mark: { tone: 'en-route', shape: 'triangle' } },
    { key: 'read', word: t('push.state.read'), at: push.read_at, mark: { tone: 'restored', shape: 'tick' } },
  ];
  return push.kind === ORDER ? [...ways, answered(answer)] : ways;
}

function answered(answer: Answer): Stage {
  const declined = answer?.state === 'declined';
  return {
    key: answer?.state ?? 'accepted',
    word: t(declined ? 'push.answer.declined' : 'push.answer.accepted'),
    at: answer?.at ?? null,
    mark: declined ? { tone: 'blocked', shape: 'bar' } : { tone: 'restored', shape: 'tick' },
  };
}

/** What was done because nobody answered, and what comes next. */
function Followed(props: { push: Push }): JSX.Element | null {
  const { push } = props;
  const done = [
    push.repeated_at && `${t('push.repeated')} ${formatTime(push.repeated_at)}`,
    push.texted_at && [t('push.texted'), formatTime(push.texted_at), push.text && `(${tCode('push.text', push.text.state)})`].filter(Boolean).join(' '),
  ].filter(Boolean);
  const next = push.answer_by !== null && (push.repeated_at ?? push.texted_at) !== null;
  if (done.length === 0 && push.unanswered_at === null) return null;
  return (
    <div class="push-followed small" data-testid="push-followed">
      {done.length > 0 && <span>{done.join(' · ')}</span>}
      {push.unanswered_at !== null && (
        <Badge tone={push.unanswered ? 'danger' : 'plain'}>
          {t('push.unanswered')} {formatTime(push.unanswered_at)}
        </Badge>
      )}
      {next && push.answer_by !== null && <span class="muted">{t('push.next_step', { time: formatTime(push.answer_by) })}</span>}
    </div>
  );
}

/** The stable part of an error; what a carrier said stands behind it. */
function codeOf(error: string): string {
  return (error.split(':')[0] ?? error).replace(/^push\./, '');
}
