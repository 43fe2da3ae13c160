import type { JSX } from 'preact';
import { Button, EmptyState, ErrorState, Icon, Select, Skeleton, TICKET_STATES } from '../../design/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { SEARCH_INPUT_ID } from './keyboard.ts';
import * as store from './store.ts';
import { TicketRow } from './ticket-row.tsx';

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
      <div class="rows" role="grid" aria-label={t('ticket.many')} aria-busy={store.tickets.loading.value}>
        <div class="row row-head" role="row">
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
        {page.items.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} />
        ))}
      </div>
      <footer class="list-foot muted small">
        <span>{t('list.count', { n: page.next_cursor === null ? page.items.length : `${page.items.length}+` })}</span>
        {page.next_cursor !== null && (
          <Button kind="quiet" onClick={() => (store.limit.value = Math.min(1000, store.limit.value + 200))}>
            {t('list.more')}
          </Button>
        )}
      </footer>
    </>
  );
}
