import type { JSX } from 'preact';
import { tCode, t } from '../i18n/index.ts';
import type { AssignmentState, PermitState, TicketState } from './marks.ts';
import { assignmentMark, permitMark, ticketMark } from './marks.ts';
import type { Mark } from './shapes.ts';
import { SHAPE_PATHS, toneColour } from './shapes.ts';

/** Colour, shape and word together; never one of them alone. */
export function Status(props: { mark: Mark; word: string; hideWord?: boolean }): JSX.Element {
  return (
    <span class="status" style={{ '--tone': toneColour(props.mark.tone) }} data-tone={props.mark.tone}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPE_PATHS[props.mark.shape]} />
      </svg>
      <span class={props.hideWord ? 'visually-hidden' : 'truncate'}>{props.word}</span>
    </span>
  );
}

export function TicketStatus(props: { state: TicketState; blocked?: boolean }): JSX.Element {
  const mark = ticketMark(props.state, props.blocked);
  const word = mark.tone === 'blocked' ? t('ticket.blocked') : tCode('ticket.state', props.state);
  return <Status mark={mark} word={word} />;
}

export function AssignmentStatus(props: { state: AssignmentState }): JSX.Element {
  return <Status mark={assignmentMark(props.state)} word={tCode('assignment.state', props.state)} />;
}

export function PermitStatus(props: { state: PermitState }): JSX.Element {
  return <Status mark={permitMark(props.state)} word={tCode('permit.state', props.state)} />;
}
