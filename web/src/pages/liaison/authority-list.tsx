import type { JSX } from 'preact';
import type { Authority } from '../../api/index.ts';
import { Badge, EmptyState, ErrorState, Skeleton } from '../../design/index.ts';
import { formatMinutes, t } from '../../i18n/index.ts';
import * as store from './store.ts';

/** The authorities that this person answers for or keeps, each with whether somebody is there now. */
export function AuthorityList(): JSX.Element {
  const problem = store.authorities.problem.value;
  if (store.authorities.data.value === null) {
    return problem === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.authorities.reload()} />
    );
  }
  const rows = store.ownAuthorities.value;
  if (rows.length === 0) return <EmptyState title={t('authority.none')} hint={t('authority.none_hint')} />;
  return (
    <>
      <h2 class="desk-group">{t('authority.title')}</h2>
      <ul>
        {rows.map((authority) => (
          <li key={authority.id}>
            <Row authority={authority} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row(props: { authority: Authority }): JSX.Element {
  const { authority } = props;
  return (
    <button
      type="button"
      class="list-row"
      data-testid="authority-row"
      data-code={authority.code}
      aria-current={store.authorityId.value === authority.id}
      onClick={() => (store.authorityId.value = authority.id)}
    >
      <span class="spread">
        <span class="strong truncate">{authority.name}</span>
        <OpenBadge authority={authority} />
      </span>
      <span class="truncate muted small">
        {t('authority.responds', { time: formatMinutes(authority.response_minutes) })} ·{' '}
        {t(`authority.clock.${authority.response_clock}`)}
      </span>
    </button>
  );
}

export function OpenBadge(props: { authority: Authority }): JSX.Element {
  const { opening, open_now: open } = props.authority;
  if (opening === null) return <Badge tone="ok">{t('authority.always')}</Badge>;
  return <Badge tone={open ? 'ok' : 'plain'}>{t(open ? 'authority.open' : 'authority.closed')}</Badge>;
}
