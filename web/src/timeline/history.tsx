import type { JSX } from 'preact';
import type { Assignment } from '../api/index.ts';
import { AssignmentStatus } from '../design/index.ts';
import { formatMoment } from '../i18n/index.ts';
import './history.css';

/** The states that an assignment went through, oldest first, each with its time and who did it. */
export function History(props: { steps: Assignment['history'] }): JSX.Element {
  return (
    <ol class="history" data-testid="history">
      {props.steps.map((step) => (
        <li key={`${step.at}-${step.state}`}>
          <time class="muted" dateTime={step.at}>
            {formatMoment(step.at)}
          </time>
          <AssignmentStatus state={step.state} />
          <span class="muted truncate">{step.actor}</span>
        </li>
      ))}
    </ol>
  );
}
