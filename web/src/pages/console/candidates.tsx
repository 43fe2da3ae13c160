import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Candidate, Candidates, TicketDetail } from '../../api/index.ts';
import { Badge, Button, EmptyState, ErrorState, Skeleton } from '../../design/index.ts';
import { formatDistance, formatMinutes, formatMoment, formatNumber, formatTime, t } from '../../i18n/index.ts';
import { assign, chosenCandidate } from './actions.ts';
import { MethodChoice } from './method-choice.tsx';
import * as store from './store.ts';
import { ZoneHits } from './zone-facts.tsx';

type Moving = NonNullable<Candidate['by_moving']>;

const DONE: readonly TicketDetail['state'][] = ['restored', 'closed', 'cancelled'];

/** Crews ranked by when they may start, and below them those that cannot go, each with its reasons. */
export function CandidatePanel(props: { ticket: TicketDetail }): JSX.Element {
  const answer = store.candidates.data.value;
  const problem = store.candidates.problem.value;
  if (DONE.includes(props.ticket.state)) return <EmptyState title={t('candidates.closed')} />;
  if (answer === null) {
    return problem === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.candidates.reload()} />
    );
  }
  const zones = answer.zones.filter((hit) => hit.verdict !== 'outside');
  return (
    <div class="stack" data-testid="candidates">
      {zones.length > 0 && <ZoneHits hits={zones} ticketId={props.ticket.id} />}
      {answer.candidates.length === 0 ? (
        <EmptyState title={t('candidates.none')} hint={t('candidates.none_hint')} />
      ) : (
        <>
          <MethodChoice />
          {zones.some((hit) => hit.requirements.permit_needed) && <PrepareOnly />}
          <ol class="stack-tight" aria-label={t('candidates.title')}>
            {answer.candidates.map((candidate, index) => (
              <CandidateCard key={candidate.crew.id} candidate={candidate} first={index === 0} />
            ))}
          </ol>
        </>
      )}
      <Refused refused={answer.refused} />
    </div>
  );
}

/** The dispatcher wants to complete the entry requests before any authority sees them. */
function PrepareOnly(): JSX.Element {
  return (
    <label class="choice" data-testid="prepare-only">
      <input
        type="checkbox"
        checked={store.prepareOnly.value}
        onChange={(event) => (store.prepareOnly.value = (event.target as HTMLInputElement).checked)}
      />
      {t('permit.prepare_only')}
    </label>
  );
}

function CandidateCard(props: { candidate: Candidate; first: boolean }): JSX.Element {
  const { candidate } = props;
  const [busy, setBusy] = useState(false);
  const chosen = chosenCandidate()?.crew.id === candidate.crew.id;
  const take = async (): Promise<void> => {
    setBusy(true);
    await assign(candidate);
    setBusy(false);
  };
  return (
    <li
      class="candidate"
      data-chosen={chosen}
      data-testid="candidate"
      data-crew={candidate.crew.code}
      onClick={() => (store.chosenCrewId.value = candidate.crew.id)}
    >
      <div class="candidate-head">
        <span class="strong">{candidate.crew.name}</span>
        <span class="cluster">
          <span class="muted">{candidate.crew.code}</span>
          {props.first && <Badge tone="accent">{t('candidates.best')}</Badge>}
        </span>
      </div>
      <div class="candidate-start">
        <span class="candidate-time">{formatMoment(candidate.restored_at)}</span>
        <span class="muted small">{t('candidates.restored')}</span>
      </div>
      <Button
        kind={chosen ? 'primary' : 'plain'}
        busy={busy}
        label={t('candidates.assign_to', { crew: candidate.crew.name })}
        testId="assign"
        onClick={() => void take()}
      >
        {t('candidates.assign')}
        {chosen && <kbd aria-hidden="true" data-key="a" />}
      </Button>
      <dl class="candidate-parts">
        <Part label={t('candidates.arrival')} value={formatTime(candidate.arrive_at)} />
        <Part label={t('candidates.start')} value={formatTime(candidate.earliest_start_at)} />
        <Part label={t('candidates.travel')} value={formatMinutes(candidate.travel_minutes)} />
        <Part label={t('candidates.entry')} value={formatMinutes(candidate.entry_minutes)} />
      </dl>
      <Why candidate={candidate} />
      <Notes candidate={candidate} />
    </li>
  );
}

/** One line that says why the crew stands here; opened, the rest of it and what moving planned work would do. */
function Why(props: { candidate: Candidate }): JSX.Element | null {
  const { why, by_moving: moving, distance_m, workload_minutes } = props.candidate;
  return (
    <details class="candidate-why" data-testid="why" onClick={(event) => event.stopPropagation()}>
      <summary>
        <span data-code={why[0]?.code}>{why[0]?.text}</span>
        {moving && <Delays moving={moving} />}
      </summary>
      <ul class="reasons">
        {why.slice(1).map((reason) => (
          <li key={reason.code} data-code={reason.code}>
            {reason.text}
          </li>
        ))}
        <li>
          {t('candidates.distance')}: {formatDistance(distance_m)} · {t('candidates.workload')}:{' '}
          {formatMinutes(workload_minutes)}
        </li>
      </ul>
      {moving && (
        <ul class="reasons candidate-moving">
          {moving.why.map((reason) => (
            <li key={`${reason.code} ${String(reason.params?.number ?? '')}`} data-code={reason.code}>
              {reason.text}
            </li>
          ))}
          <li>{t('candidates.moves_nothing')}</li>
        </ul>
      )}
    </details>
  );
}

/** What beginning sooner would cost others, in a few words. */
function Delays(props: { moving: Moving }): JSX.Element {
  const { delays, could_begin_at } = props.moving;
  const customers = delays.reduce((sum, delay) => sum + delay.customers, 0);
  return (
    <span class="candidate-delays" data-testid="by-moving">
      {t('candidates.by_moving', { at: formatTime(could_begin_at), n: delays.length, customers: formatNumber(customers) })}
    </span>
  );
}

function Part(props: { label: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function Notes(props: { candidate: Candidate }): JSX.Element | null {
  const { needs_permits, exposure_people, notes } = props.candidate;
  if (needs_permits === 0 && notes.length === 0) return null;
  return (
    <div class="candidate-notes muted small">
      {needs_permits > 0 && <span>{t('candidates.permits', { n: needs_permits })}</span>}
      {exposure_people > 0 && <span>{t('candidates.exposure', { n: exposure_people })}</span>}
      {notes.map((note) => (
        <span key={note.code} data-code={note.code}>
          {note.text}
        </span>
      ))}
    </div>
  );
}

function Refused(props: { refused: Candidates['refused'] }): JSX.Element | null {
  if (props.refused.length === 0) return null;
  return (
    <details class="refused" open data-testid="refused">
      <summary>{t('candidates.refused', { n: props.refused.length })}</summary>
      <ul>
        {props.refused.map(({ crew, reasons, arrive_at }) => (
          <li key={crew.id} data-crew={crew.code}>
            <span class="strong">{crew.name}</span>
            <ul class="reasons">
              {reasons.map((reason) => (
                <li key={reason.code} data-code={reason.code}>
                  {reason.text}
                </li>
              ))}
              {arrive_at !== null && <li>{t('candidates.could_arrive', { at: formatTime(arrive_at) })}</li>}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}
