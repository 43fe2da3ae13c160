import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Badge, Button, Notice } from '../../design/index.ts';
import { formatBytes, formatMoment, t, type TextKey } from '../../i18n/index.ts';
import { askForRoom, isTight, type ActionAnswer, type AnsweredAction, type FieldAction, type KeptPhoto } from '../../offline/index.ts';
import { Page } from './page.tsx';
import { shownStep } from './shown-step.ts';
import { Sides } from './sides.tsx';
import * as store from './store.ts';

type Tone = 'ok' | 'warn' | 'danger';

/** Everything that waits to be sent, and what became of the rest, in plain words. */
export function QueueScreen(): JSX.Element {
  useEffect(() => {
    void askForRoom().then((found) => (store.room.value = found));
  }, []);
  const busy = store.pending.value.length > 0 || store.photos.value.some((photo) => photo.sent_at === undefined);
  return (
    <Page
      title={t('field.queue.title')}
      testId="queue-screen"
      actions={
        busy && (
          <Button kind="primary" wide testId="send-now" onClick={() => void store.sync()}>
            {t('field.queue.send')}
          </Button>
        )
      }
    >
      <Waiting />
      <Photos />
      <AnsweredList />
      <RoomLine />
    </Page>
  );
}

function Waiting(): JSX.Element {
  const waiting = store.pending.value.filter((action) => !action.kind.startsWith('push.'));
  return (
    <section class="stack-tight" aria-labelledby="queue-waiting">
      <h2 id="queue-waiting" class="queue-head">
        {t('field.queue.waiting')} {waiting.length > 0 && `(${waiting.length})`}
      </h2>
      {waiting.length === 0 ? (
        <p class="muted">{t('field.queue.none')}</p>
      ) : (
        <ol class="queue-list">
          {waiting.map((action) => (
            <WaitingLine key={action.action_id} action={action} />
          ))}
        </ol>
      )}
    </section>
  );
}

function WaitingLine(props: { action: FieldAction }): JSX.Element {
  const { action } = props;
  const job = store.jobs.value.find((each) => each.id === action.entity);
  return (
    <li data-testid="queue-waiting" data-kind={action.kind}>
      <span class="strong">{shownStep(action, job)}</span>
      <span class="muted small">{[job?.ticket.address, formatMoment(action.device_time)].filter(Boolean).join(' · ')}</span>
      {store.isUrgent(action.kind) && <Badge tone="danger">{t('field.queue.urgent')}</Badge>}
    </li>
  );
}

function Photos(): JSX.Element | null {
  const photos = [...store.photos.value].reverse();
  if (photos.length === 0) return null;
  return (
    <ul class="queue-list">
      {photos.map((photo) => (
        <PhotoLine key={photo.sha256} photo={photo} />
      ))}
    </ul>
  );
}

function PhotoLine(props: { photo: KeptPhoto }): JSX.Element {
  const { photo } = props;
  return (
    <li data-testid="queue-photo" data-sent={photo.sent_at !== undefined}>
      <span class="strong">{t('field.queue.photo', { size: formatBytes(photo.photo.size) })}</span>
      <span class="muted small">
        {photo.sent_at === undefined
          ? t('field.queue.photo_waits')
          : t('field.queue.photo_sent', { time: formatMoment(photo.sent_at) })}
      </span>
    </li>
  );
}

function AnsweredList(): JSX.Element {
  const lines = store.answered.value;
  return (
    <section class="stack-tight" aria-labelledby="queue-answered">
      <h2 id="queue-answered" class="queue-head">
        {t('field.queue.answered')}
      </h2>
      {lines.length === 0 ? (
        <p class="muted">{t('field.queue.nothing_yet')}</p>
      ) : (
        <ol class="queue-list">
          {lines.map((line) => (
            <AnsweredLine key={line.action.action_id} line={line} />
          ))}
        </ol>
      )}
    </section>
  );
}

function AnsweredLine(props: { line: AnsweredAction }): JSX.Element {
  const { action, answer, at, step, place } = props.line;
  const { tone, text } = outcomeOf(answer);
  return (
    <li data-testid="queue-answered" data-outcome={answer.outcome} data-kind={action.kind}>
      <span class="strong">{step}</span>
      <span class="muted small">{[place, formatMoment(at)].filter(Boolean).join(' · ')}</span>
      <Badge tone={tone}>{t(text)}</Badge>
      <AnswerReasons answer={answer} />
      <Sides answer={answer} />
    </li>
  );
}

/** Why, in the server's words, which come in the person's language. */
function AnswerReasons(props: { answer: ActionAnswer }): JSX.Element | null {
  const { reasons, detail, outcome } = props.answer;
  if (reasons && reasons.length > 0) {
    return (
      <ul>
        {reasons.map((reason) => (
          <li key={reason.code} data-code={reason.code}>
            {reason.text}
          </li>
        ))}
      </ul>
    );
  }
  return outcome === 'rejected' && detail ? <span>{detail}</span> : null;
}

/** An answer in one word and its colour. */
export function outcomeOf(answer: ActionAnswer): { tone: Tone; text: TextKey } {
  if (answer.outcome === 'applied' && answer.code) return { tone: 'warn', text: 'field.queue.flagged' };
  const tone = { applied: 'ok', duplicate: 'ok', conflict: 'warn', rejected: 'danger' } as const;
  return { tone: tone[answer.outcome], text: `field.queue.${answer.outcome}` };
}

function RoomLine(): JSX.Element | null {
  const room = store.room.value;
  if (room === null) return null;
  const sizes = { used: formatBytes(room.usedBytes), allowed: formatBytes(room.allowedBytes) };
  return (
    <section class="stack-tight" data-testid="room" data-tight={isTight(room)}>
      {isTight(room) && <Notice tone="warn" title={t('field.queue.room_tight')} />}
      <p class="muted small">
        {t('field.queue.room', sizes)}. {t(room.persistent ? 'field.queue.kept' : 'field.queue.not_kept')}
      </p>
    </section>
  );
}
