import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ticket } from '../../api/index.ts';
import {
  EmptyState,
  ErrorState,
  Icon,
  revealRow,
  Select,
  Skeleton,
  TICKET_STATES,
  useWindow,
} from '../../design/index.ts';
import { formatNumber, t, tCode } from '../../i18n/index.ts';
import { SEARCH_INPUT_ID } from './keyboard.ts';
import { MarkedBar } from './marked-bar.tsx';
import * as store from './store.ts';
import { TicketRow } from './ticket-row.tsx';

/** Heights that list.css gives to rows and to the head that stays on top. */
const ROW_PX = 32;
const PHONE_ROW_PX = 60;
const HEAD_PX = 28;
const PHONE = '(max-width: 640px)';

/** The left column: search, filter, and one dense row per ticket. */
export function TicketList(): JSX.Element {
  return (
    <section class="list" aria-label={t('console.list')} data-testid="ticket-list">
      <div class="list-tools">
        <label class="search">
          <span class="visually-hidden">{t('keys.search')}</span>
          <Icon name="search" />
          <input
            id={SEARCH_INPUT_ID}
            class="control"
            type="text"
            inputMode="search"
            enterKeyHint="search"
            placeholder={t('list.search')}
            value={store.search.value}
            onInput={(event) => (store.search.value = (event.target as HTMLInputElement).value)}
          />
          <kbd aria-hidden="true">/</kbd>
        </label>
        <Select
          name="filter"
          label={t('list.filter')}
          hideLabel
          value={store.filter.value}
          options={filterOptions()}
          onChange={(value) => (store.filter.value = value as store.Filter)}
        />
      </div>
      <Rows />
    </section>
  );
}

function filterOptions() {
  return [
    { value: 'open', label: t('list.filter.open') },
    ...TICKET_STATES.map((state) => ({ value: state, label: tCode('ticket.state', state) })),
    { value: 'all', label: t('list.filter.all') },
  ];
}

function Rows(): JSX.Element {
  const page = store.tickets.data.value;
  const problem = store.tickets.problem.value;
  if (page === null) {
    return problem === null ? (
      <Skeleton lines={10} />
    ) : (
      <ErrorState
        title={problem.title}
        remedy={problem.explanation}
        onRetry={() => void store.tickets.reload()}
      />
    );
  }
  if (page.items.length === 0) {
    return store.search.value || store.filter.value !== 'open' ? (
      <EmptyState title={t('list.no_match')} hint={t('list.no_match_hint')} />
    ) : (
      <EmptyState title={t('list.empty')} hint={t('list.empty_hint')} />
    );
  }
  return (
    <>
      <Grid tickets={page.items} />
      <MarkedBar />
      <footer class="list-foot muted small">
        <span>{t('list.count', { n: formatNumber(page.items.length) })}</span>
        {page.next_cursor !== null && <span>{t('list.more_exist')}</span>}
      </footer>
    </>
  );
}

/** All rows by height, but only those in view in the page: a storm's list scrolls as lightly as a quiet day's. */
function Grid(props: { tickets: readonly Ticket[] }): JSX.Element {
  const { tickets } = props;
  const list = useRef<HTMLDivElement>(null);
  const rowPx = useRowHeight();
  const { from, to } = useWindow(list, rowPx, tickets.length);
  const cursor = tickets.findIndex((ticket) => ticket.id === store.cursorId.value);
  useEffect(() => {
    if (list.current !== null && cursor >= 0) revealRow(list.current, cursor, rowPx, HEAD_PX);
  }, [store.cursorId.value, rowPx]);
  return (
    <div
      class="rows"
      role="grid"
      ref={list}
      aria-label={t('ticket.many')}
      aria-rowcount={tickets.length + 1}
      aria-busy={store.tickets.loading.value}
    >
      <HeadRow />
      <div role="rowgroup" style={{ paddingTop: `${from * rowPx}px`, paddingBottom: `${(tickets.length - to) * rowPx}px` }}>
        {tickets.slice(from, to).map((ticket, index) => (
          <TicketRow
            key={ticket.id}
            ticket={ticket}
            index={from + index}
            reachable={cursor < 0 ? from + index === 0 : cursor === from + index}
          />
        ))}
      </div>
    </div>
  );
}

function HeadRow(): JSX.Element {
  return (
    <div role="rowgroup" class="rows-head">
      <div class="row row-head" role="row" aria-rowindex={1}>
        <span role="columnheader" class="row-mark">
          <span class="visually-hidden">{t('together.title')}</span>
        </span>
        <span role="columnheader">{t('ticket.number')}</span>
        <span role="columnheader">{t('ticket.status')}</span>
        <span role="columnheader" title={t('ticket.priority')}>
          P<span class="visually-hidden"> {t('ticket.priority')}</span>
        </span>
        <span role="columnheader">{t('ticket.place')}</span>
        <span role="columnheader" class="row-work">
          {t('ticket.work_type')}
        </span>
        <span role="columnheader">{t('zone.one')}</span>
        <span role="columnheader">{t('ticket.age')}</span>
      </div>
    </div>
  );
}

/** One line on a desk, two on a phone (list.css). */
function useRowHeight(): number {
  const [narrow, setNarrow] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const changed = (): void => setNarrow(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return narrow ? PHONE_ROW_PX : ROW_PX;
}
