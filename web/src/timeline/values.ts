import type { Mark } from '../design/index.ts';
import type { Span } from './scale.ts';

/** How a plan changes a job; the same words as the service's lines. */
export type Change = 'new' | 'moved' | 'reordered' | 'retimed' | 'dropped';

/** Part of a job: on the road, getting ready (briefing, donning, waiting for entry), at work, getting out. */
export interface Part extends Span {
  readonly what: 'travel' | 'prepare' | 'work' | 'leave';
}

/** One job of one crew. */
export interface Block extends Span {
  readonly id: string;
  readonly ticketId: string;
  /** What is written on it, as far as there is room. */
  readonly label: string;
  /** All that it shows, in words: its name for readers, and the line below the timeline. Asked for what is drawn alone. */
  readonly says: () => string;
  readonly mark: Mark;
  readonly parts: readonly Part[];
  /** Booked, proposed by a plan, or left behind by it. */
  readonly look: 'booked' | 'proposed' | 'ghost';
  readonly change?: Change | undefined;
  readonly started: boolean;
  readonly pinned: boolean;
  readonly inZone: boolean;
  /** The plan's line that it stands for. */
  readonly lineId?: string | undefined;
}

/** One crew's time. */
export interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** What it does now, or why it does nothing. */
  readonly note: string;
  readonly shifts: readonly Span[];
  /** By their beginning. */
  readonly blocks: readonly Block[];
}

/** The block of another row that is nearest in time; where a reader lands who goes up or down. */
export function nearestBlock(row: Row | undefined, to: Span): Block | undefined {
  const distance = (block: Block): number => Math.abs(block.from + block.to - to.from - to.to);
  return row?.blocks.reduce<Block | undefined>(
    (best, block) => (best === undefined || distance(block) < distance(best) ? block : best),
    undefined,
  );
}
