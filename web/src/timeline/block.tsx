import type { JSX } from 'preact';
import { SHAPE_PATHS, toneColour } from '../design/index.ts';
import { ChangeMark } from './changes.tsx';
import { stretchOf, type Span, type Stretch } from './scale.ts';
import type { Block } from './values.ts';

export interface BlockProps {
  readonly block: Block;
  readonly view: Span;
  readonly selected: boolean;
  /** The one block of the timeline that the tab key reaches. */
  readonly reachable: boolean;
  readonly onSelect: (block: Block) => void;
  readonly onLook: (block: Block | null) => void;
}

/**
 * One job on a crew's line: its road thin, its work full, its status as colour and shape, its words for readers.
 *
 * What a plan moves away leaves a bare outline, for another job may stand there then.
 */
export function BlockBar(props: BlockProps): JSX.Element | null {
  const { block } = props;
  const stretch = stretchOf(block, props.view);
  if (stretch === null) return null;
  return (
    <div
      class="tl-block"
      role="gridcell"
      id={`block-${block.id}`}
      data-testid="block"
      data-look={block.look}
      data-change={block.change}
      data-started={block.started}
      data-cut-before={stretch.cut.before}
      data-cut-after={stretch.cut.after}
      aria-selected={props.selected}
      aria-label={block.says()}
      tabIndex={props.reachable ? 0 : -1}
      style={{ '--tone': toneColour(block.mark.tone), ...placed(stretch) }}
      onClick={() => props.onSelect(block)}
      onFocus={() => props.onLook(block)}
      onMouseEnter={() => props.onLook(block)}
      onMouseLeave={() => props.onLook(null)}
    >
      {block.parts.map((part) => (
        <PartBar key={part.what} what={part.what} stretch={stretchOf(part, seen(block, props.view))} />
      ))}
      {(block.look !== 'ghost' || block.change === 'dropped') && <Face block={block} view={props.view} />}
    </div>
  );
}

function PartBar(props: { what: string; stretch: Stretch | null }): JSX.Element | null {
  if (props.stretch === null) return null;
  return <i class="tl-part" data-part={props.what} aria-hidden="true" style={placed(props.stretch)} />;
}

/** What is written on the work; a narrow block keeps its shape, for that tells the status. */
function Face(props: { block: Block; view: Span }): JSX.Element | null {
  const { block } = props;
  const work = block.parts.find((part) => part.what === 'work') ?? block;
  const stretch = stretchOf(work, seen(block, props.view));
  if (stretch === null) return null;
  return (
    <span class="tl-face" aria-hidden="true" style={placed(stretch)}>
      {block.change === undefined ? (
        <svg viewBox="0 0 16 16">
          <path d={SHAPE_PATHS[block.mark.shape]} />
        </svg>
      ) : (
        <ChangeMark change={block.change} hideWord />
      )}
      {block.pinned && (
        <svg viewBox="0 0 16 16" class="tl-pin">
          <path d="M5 1.5h6v5l2 3.5H3l2-3.5zM7.2 10h1.6v5H7.2z" />
        </svg>
      )}
      <span class="tl-label">{block.label}</span>
      {block.inZone && <i class="tl-zone" />}
    </span>
  );
}

/** The part of a block that is in view: its own parts are placed within it. */
function seen(block: Span, view: Span): Span {
  return { from: Math.max(block.from, view.from), to: Math.min(block.to, view.to) };
}

function placed(stretch: Stretch): { left: string; width: string } {
  return { left: `${stretch.left}%`, width: `${stretch.width}%` };
}
