import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { revealRow, useWindow } from '../design/index.ts';
import { formatDateTime, formatTime, t } from '../i18n/index.ts';
import { BlockBar } from './block.tsx';
import { hoursIn, percentOf, stretchOf, type Span } from './scale.ts';
import { nearestBlock, type Block, type Row } from './values.ts';
import './timeline.css';

/** Heights that timeline.css gives to rows and to the head that stays on top. */
const ROW_PX = 36;
const HEAD_PX = 28;
const MIDNIGHT = '00:00';
/** What the label of the present time takes of the width, in percent; and where there is little of it. */
const NOW_WIDTH = 7;
const NOW_WIDTH_NARROW = 19;
/** From here on an hour's label would be cut off by the edge. */
const LAST_LABEL = 97;

export interface CrewTimelineProps {
  readonly rows: readonly Row[];
  readonly view: Span;
  readonly now: number;
  /** Jobs of this ticket stand out. */
  readonly selectedTicketId: string | null;
  readonly selectedCrewId: string | null;
  readonly onSelect: (block: Block, row: Row) => void;
  readonly onCrew: (row: Row) => void;
  /** Stands in the corner, above the crews. */
  readonly corner?: ComponentChildren;
  readonly busy?: boolean;
}

/**
 * Crews on duty and their jobs over the hours: a grid whose rows are crews and whose cells are jobs.
 *
 * Arrow keys go from job to job, Enter chooses. Only rows in view are in the page.
 */
export function CrewTimeline(props: CrewTimelineProps): JSX.Element {
  const { rows, view } = props;
  const body = useRef<HTMLDivElement>(null);
  const { from, to } = useWindow(body, ROW_PX, rows.length);
  const [looked, setLooked] = useState<Block | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const reachable = at ?? props.rows.find((row) => row.blocks.length > 0)?.blocks[0]?.id ?? null;
  const look = useCallback((block: Block | null) => {
    setLooked(block);
    if (block !== null && document.activeElement?.id === `block-${block.id}`) setAt(block.id);
  }, []);
  const go = useMoves(rows, body, setAt);
  useReveal(rows, props.selectedTicketId, body);
  return (
    <div class="tl">
      <div
        class="tl-grid"
        role="grid"
        ref={body}
        aria-label={t('timeline.title')}
        aria-rowcount={rows.length + 1}
        aria-busy={props.busy ?? false}
        data-testid="timeline"
        onKeyDown={(event) => go(event, at, props.onSelect)}
      >
        <Head view={view} now={props.now} corner={props.corner} />
        <div role="rowgroup" class="tl-body" style={{ height: `${rows.length * ROW_PX}px` }}>
          <Hours view={view} now={props.now} />
          {rows.slice(from, to).map((row, index) => (
            <CrewRow key={row.id} row={row} index={from + index} reachable={reachable} look={look} {...props} />
          ))}
        </div>
      </div>
      <p class="tl-says muted small" aria-hidden="true">
        {(looked ?? selectedBlock(rows, props.selectedTicketId))?.says() ?? t('timeline.hint')}
      </p>
    </div>
  );
}

function selectedBlock(rows: readonly Row[], ticketId: string | null): Block | null {
  if (ticketId === null) return null;
  const found = rows.flatMap((row) => row.blocks).filter((block) => block.ticketId === ticketId);
  return found.find((block) => block.look !== 'ghost') ?? found[0] ?? null;
}

function Head(props: { view: Span; now: number; corner?: ComponentChildren }): JSX.Element {
  const hours = useMemo(() => hoursIn(props.view), [props.view.from, props.view.to]);
  return (
    <div role="rowgroup" class="tl-head">
      <div class="tl-row" role="row" aria-rowindex={1}>
        <span role="columnheader" class="tl-crew">
          {props.corner ?? t('crew.one')}
        </span>
        <div role="columnheader" class="tl-track">
          <span class="visually-hidden">{spanText(props.view)}</span>
          {hours.map((hour) => (
            <time
              key={hour}
              class="tl-hour"
              aria-hidden="true"
              data-near={isBesideNow(hour, props, NOW_WIDTH_NARROW)}
              style={{ left: `${percentOf(hour, props.view)}%` }}
            >
              {isBesideNow(hour, props, NOW_WIDTH) || percentOf(hour, props.view) > LAST_LABEL ? '' : hourText(hour)}
            </time>
          ))}
          <NowLabel view={props.view} now={props.now} />
        </div>
      </div>
    </div>
  );
}

/** The present time stands there instead. */
function isBesideNow(hour: number, props: { view: Span; now: number }, width: number): boolean {
  const apart = percentOf(hour, props.view) - percentOf(props.now, props.view);
  return apart > -width && apart < width / 2;
}

const spanText = (view: Span): string => `${formatDateTime(view.from)} – ${formatDateTime(view.to)}`;

/** A new day says its date. */
function hourText(hour: number): string {
  return formatTime(hour) === MIDNIGHT ? (formatDateTime(hour).split(' ')[1] ?? MIDNIGHT) : formatTime(hour);
}

function NowLabel(props: { view: Span; now: number }): JSX.Element | null {
  const at = percentOf(props.now, props.view);
  if (at < 0 || at > 100) return null;
  return (
    <span class="tl-now-label" aria-hidden="true" style={{ left: `${at}%` }}>
      {formatTime(props.now)}
    </span>
  );
}

/** Lines through all rows: the hours, and now. */
function Hours(props: { view: Span; now: number }): JSX.Element {
  const hours = useMemo(() => hoursIn(props.view), [props.view.from, props.view.to]);
  const at = percentOf(props.now, props.view);
  return (
    <div class="tl-lines" aria-hidden="true">
      {hours.map((hour) => (
        <i key={hour} style={{ left: `${percentOf(hour, props.view)}%` }} />
      ))}
      {at >= 0 && at <= 100 && <i class="tl-now" style={{ left: `${at}%` }} />}
    </div>
  );
}

interface RowProps extends CrewTimelineProps {
  readonly row: Row;
  readonly index: number;
  readonly reachable: string | null;
  readonly look: (block: Block | null) => void;
}

function CrewRow(props: RowProps): JSX.Element {
  const { row, view } = props;
  const chosen = props.selectedCrewId === row.id;
  const shown = row.blocks.filter((block) => stretchOf(block, view) !== null);
  const later = row.blocks.filter((block) => block.from >= view.to && block.look !== 'ghost').length;
  return (
    <div
      class="tl-row"
      role="row"
      aria-rowindex={props.index + 2}
      data-testid="timeline-row"
      data-crew={row.code}
      data-chosen={chosen}
      style={{ top: `${props.index * ROW_PX}px` }}
    >
      <div role="rowheader" class="tl-crew">
        <button type="button" class="tl-crew-button" aria-pressed={chosen} onClick={() => props.onCrew(row)}>
          <span class="strong">{row.code}</span> <span class="truncate">{row.name}</span>
          <span class="tl-note muted small">{row.note}</span>
        </button>
      </div>
      <div role="presentation" class="tl-track">
        {row.shifts.map((shift) => (
          <Shift key={shift.from} shift={shift} view={view} />
        ))}
        {shown.map((block) => (
          <BlockBar
            key={block.id}
            block={block}
            view={view}
            selected={props.selectedTicketId === block.ticketId}
            reachable={props.reachable === block.id}
            onSelect={() => props.onSelect(block, row)}
            onLook={props.look}
          />
        ))}
        {shown.length === 0 && (
          <span role="gridcell" class="visually-hidden">
            {t('timeline.idle')}
          </span>
        )}
        {later > 0 && <span class="tl-later small">{t('timeline.later', { n: later })}</span>}
      </div>
    </div>
  );
}

function Shift(props: { shift: Span; view: Span }): JSX.Element | null {
  const stretch = stretchOf(props.shift, props.view);
  if (stretch === null) return null;
  return <i class="tl-shift" aria-hidden="true" style={{ left: `${stretch.left}%`, width: `${stretch.width}%` }} />;
}

type Go = (event: KeyboardEvent, at: string | null, choose: CrewTimelineProps['onSelect']) => void;

/** Arrow keys, after the ARIA pattern of grids. */
function useMoves(
  rows: readonly Row[],
  body: { readonly current: HTMLDivElement | null },
  setAt: (id: string) => void,
): Go {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(`block-${wanted.current}`)?.focus({ preventScroll: true });
    wanted.current = null;
  });
  return (event, at, choose) => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'gridcell') return;
    const index = rows.findIndex((row) => row.blocks.some((block) => block.id === at));
    const row = rows[index];
    const block = row?.blocks.find((each) => each.id === at);
    if (row === undefined || block === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(block, row);
      return;
    }
    const next = nextBlock(rows, index, block, event.key);
    if (next === undefined) return;
    event.preventDefault();
    wanted.current = next.block.id;
    if (body.current !== null) revealRow(body.current, next.index, ROW_PX, HEAD_PX);
    setAt(next.block.id);
  };
}

/** The block that an arrow key leads to: along the crew's line, or to the nearest in time of the next busy crew. */
export function nextBlock(
  rows: readonly Row[],
  index: number,
  from: Block,
  key: string,
): { readonly block: Block; readonly index: number } | undefined {
  const along = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (along !== undefined) {
    const blocks = rows[index]?.blocks ?? [];
    const block = blocks[blocks.indexOf(from) + along];
    return block && { block, index };
  }
  const across = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (across === undefined) return undefined;
  for (let at = index + across; at >= 0 && at < rows.length; at += across) {
    const block = nearestBlock(rows[at], from);
    if (block !== undefined) return { block, index: at };
  }
  return undefined;
}

/** What was chosen elsewhere scrolls into view. */
function useReveal(
  rows: readonly Row[],
  ticketId: string | null,
  body: { readonly current: HTMLDivElement | null },
): void {
  useEffect(() => {
    if (ticketId === null || body.current === null) return;
    const holds = (row: Row): boolean =>
      row.blocks.some((block) => block.ticketId === ticketId && block.look !== 'ghost');
    const index = rows.findIndex(holds);
    if (index >= 0) revealRow(body.current, index, ROW_PX, HEAD_PX);
  }, [ticketId]);
}
