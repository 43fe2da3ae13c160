import type { JSX } from 'preact';
import type { Assignment } from '../api/index.ts';
import { ASSIGNMENT_STATES, AssignmentStatus } from '../design/index.ts';
import { formatMoment, tCode } from '../i18n/index.ts';
import './history.css';

/** What an assignment went through, oldest first, each with its time and who did it. */
export function History(props: { steps: Assignment['history'] }): JSX.Element {
  return (
    <ol class="history" data-testid="history">
      {props.steps.map((step) => (
        <li key={`${step.at}-${step.state}`}>
          <time class="muted" dateTime={step.at}>
            {formatMoment(step.at)}
          </time>
          <What state={step.state} />
          <span class="muted truncate">{step.actor}</span>
        </li>
      ))}
    </ol>
  );
}

/** A state in its colour and shape; whatever else happened in words. */
function What(props: { state: string }): JSX.Element {
  const state = ASSIGNMENT_STATES.find((known) => known === props.state);
  if (state !== undefined) return <AssignmentStatus state={state} />;
  return <span>{tCode('assignment.step', props.state)}</span>;
}
