import { askCommit, chosenLine, moveLine, openLine } from './plan-actions.ts';
import * as plans from './plan-store.ts';

type Step = () => void;

/** Keys inside the plan; those of the page (`p`, `P`, `?`, `/`) go on to it. */
export function inPane(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target instanceof HTMLElement && event.target.closest('dialog, select, input:not([type="checkbox"])')) return;
  const step = steps(event)[event.key];
  if (step === undefined) return;
  event.preventDefault();
  step();
}

function steps(event: KeyboardEvent): Record<string, Step | undefined> {
  const line = chosenLine();
  const on = event.target instanceof HTMLElement ? event.target : null;
  const free = on?.closest('button, a, input, [role="gridcell"], [role="separator"]') === null;
  const leave: Step = plans.planId.value === null ? plans.close : plans.leavePlan;
  if (plans.planId.value === null) return { Escape: leave };
  return {
    j: () => moveLine(1),
    k: () => moveLine(-1),
    ArrowDown: free ? () => moveLine(1) : undefined,
    ArrowUp: free ? () => moveLine(-1) : undefined,
    x: line === null ? undefined : () => plans.toggleTick(line.id),
    ' ': free && line !== null ? () => plans.toggleTick(line.id) : undefined,
    Enter: free && line !== null ? () => openLine(line) : undefined,
    c: askCommit,
    w: line === null ? undefined : () => (plans.whyLineId.value = line.id),
    Escape: leave,
  };
}
