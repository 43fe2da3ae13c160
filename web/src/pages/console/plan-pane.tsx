import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button, EmptyState, ErrorState, Icon, Notice, Segmented, Skeleton } from '../../design/index.ts';
import { ProblemNotice } from '../../forms/index.ts';
import { formatTime, t } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { CrewTimeline, type Block, type Row } from '../../timeline/index.ts';
import { chooseLine } from './plan-actions.ts';
import { boardLoading, boardProblem, booked, readBoard, shifts } from './plan-board.ts';
import { OFFLINE_ID, PlanBar } from './plan-bar.tsx';
import { CommitDialog } from './plan-commit.tsx';
import { HistoryDialog } from './plan-history.tsx';
import { inPane } from './plan-keys.ts';
import { PlanLines } from './plan-lines.tsx';
import { Resizer } from './plan-resizer.tsx';
import { rowsOf } from './plan-rows.ts';
import * as plans from './plan-store.ts';
import { PlanSummary } from './plan-summary.tsx';
import { PlanTools } from './plan-tools.tsx';
import { WhyDialog } from './plan-why.tsx';
import * as store from './store.ts';
import './plan-lines.css';
import './plan.css';

const inZone = computed(
  () => new Set(store.ticketRows.value.filter(({ zone_badge: badge }) => badge === 'inside' || badge === 'possibly').map(({ id }) => id)),
);
const rows = computed(() =>
  rowsOf({
    crews: store.crewRows.value,
    booked: [...(booked.value?.values() ?? [])],
    shifts: shifts.value,
    plan: plans.openPlanOnScreen.value,
    pinned: plans.pinnedTickets.value,
    inZone: inZone.value,
    view: plans.view.value,
  }),
);
const shownRows = computed(() =>
  plans.onlyChanged.value && plans.openPlanOnScreen.value !== null
    ? rows.value.filter((row) => row.blocks.some((block) => block.look !== 'booked'))
    : rows.value,
);

/** Below list and map: what every crew does and when, and what a plan would make of it. */
export function PlanPane(): JSX.Element {
  const pane = useRef<HTMLElement>(null);
  useFocusOnOpening(pane);
  const hasPlan = plans.planId.value !== null;
  return (
    <section
      class="plan-pane"
      ref={pane}
      aria-label={t('plan.open')}
      data-testid="plan-pane"
      data-part={plans.part.value}
      data-plan={hasPlan}
      onKeyDown={inPane}
    >
      <Resizer />
      <PlanTools />
      {hasPlan && <PlanBar />}
      {plans.plan.data.value !== null && <PlanSummary plan={plans.plan.data.value} />}
      <Notices />
      {hasPlan && (
        <div class="plan-parts">
          <Segmented
            label={t('plan.title')}
            chosen={plans.part.value}
            options={[
              { value: 'timeline', label: t('plan.view.timeline') },
              { value: 'lines', label: t('plan.view.lines') },
            ]}
            onChoose={(part) => (plans.part.value = part)}
          />
        </div>
      )}
      <div class="plan-work" data-part={hasPlan ? plans.part.value : 'timeline'}>
        <Timeline />
        {hasPlan && <PlanLines />}
      </div>
      {plans.askingCommit.value && <CommitDialog />}
      {plans.historyOpen.value && <HistoryDialog />}
      {plans.whyLineId.value !== null && <WhyDialog />}
    </section>
  );
}

/** Opened by a key or a button, the pane takes the focus to what it is for; found open on arrival, it does not. */
function useFocusOnOpening(pane: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    if (plans.openedHere()) pane.current?.querySelector<HTMLElement>('[data-testid="plan-make"]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}

function Notices(): JSX.Element | null {
  const { state, freshAt } = store.stream;
  const away = state.value === 'offline' || state.value === 'stale';
  return (
    <div class="plan-notices">
      {away && (
        <Notice tone="warn" testId="plan-offline" id={OFFLINE_ID}>
          {t('plan.offline', { time: formatTime(freshAt.value) })}
        </Notice>
      )}
      <ProblemNotice problem={plans.problem.value} />
      {plans.isStale.value && (
        <Notice tone="warn" testId="plan-stale">
          {t('plan.changed')}
        </Notice>
      )}
    </div>
  );
}

function Timeline(): JSX.Element {
  if (booked.value === null) {
    const problem = boardProblem.value;
    if (problem === null) return <Skeleton lines={6} />;
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void readBoard()} />;
  }
  if (rows.value.length === 0) return <EmptyState title={t('timeline.none')} hint={t('timeline.none_hint')} />;
  return (
    <CrewTimeline
      rows={shownRows.value}
      view={plans.view.value}
      now={now.value}
      selectedTicketId={store.selectedId.value ?? chosenTicket()}
      selectedCrewId={plans.crewId.value}
      onSelect={chooseBlock}
      onCrew={(row) => (plans.crewId.value = plans.crewId.value === row.id ? null : row.id)}
      busy={boardLoading.value}
    />
  );
}

const chosenTicket = (): string | null =>
  plans.changedLines.value.find((line) => line.id === plans.lineId.value)?.ticket.id ?? null;

function chooseBlock(block: Block, row: Row): void {
  const line = plans.changedLines.value.find((each) => each.id === block.lineId);
  if (line !== undefined) chooseLine(line);
  plans.crewId.value = row.id;
  store.openTicket(block.ticketId);
}

/** In the page's bar: a better plan was found; it waits until somebody looks. */
export function PlanButton(): JSX.Element | null {
  if (!plans.mayLookAtPlans.value) return null;
  return (
    <span class="plan-button wide-only">
      <Button kind="quiet" label={t('plan.open')} testId="plan-toggle" pressed={plans.open.value} onClick={plans.toggle}>
        <Icon name="timeline" /> {t('plan.title')} <kbd aria-hidden="true" data-key="p" />
      </Button>
    </span>
  );
}
