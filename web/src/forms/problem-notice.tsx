import type { JSX } from 'preact';
import { Notice } from '../design/index.ts';
import type { Problem } from '../api/index.ts';

/** A refusal where it happened: title, reasons as a list, what to do. */
export function ProblemNotice(props: { problem: Problem | null }): JSX.Element | null {
  const { problem } = props;
  if (problem === null) return null;
  return (
    <Notice tone="danger" title={problem.title} testId="problem">
      {problem.reasons.length > 0 ? (
        <ul>
          {problem.reasons.map((reason) => (
            <li key={reason.code} data-code={reason.code}>
              {reason.text}
            </li>
          ))}
        </ul>
      ) : (
        problem.explanation && <div>{problem.explanation}</div>
      )}
    </Notice>
  );
}
