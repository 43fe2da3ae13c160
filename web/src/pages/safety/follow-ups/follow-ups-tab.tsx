import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ask, createResource } from '../../../api/index.ts';
import { Decide, decisionsOf, FollowUpFacts, GivenAnswers, type FollowUp } from '../../../checklists/index.ts';
import { Badge, EmptyState, ErrorState, Panel, Skeleton } from '../../../design/index.ts';
import { t } from '../../../i18n/index.ts';
import { api, follow, session } from '../store.ts';

const found = createResource(() => ask(api.GET('/api/v1/follow-ups', { params: { query: { limit: 100 } } })));
const openId = signal<string | null>(null);

/** Jobs that a failed critical item has stopped: open ones first, each with all that was answered on its list. */
export function FollowUpsTab(): JSX.Element {
  useEffect(
    () =>
      follow(
        () => void found.reload(),
        (event) => (event === null || event.subject_kind === 'follow_up') && found.reloadSoon(),
      ),
    [],
  );
  const all = [...(found.data.value?.items ?? [])].sort((one, other) => one.state.localeCompare(other.state));
  const chosen = all.find((each) => each.id === openId.value) ?? all[0];
  return (
    <div class="safety-split">
      <section class="safety-list" aria-label={t('safety.tab.follow_ups')}>
        <List all={all} chosen={chosen?.id ?? null} />
      </section>
      <section class="safety-detail" aria-label={t('follow_up.many')}>
        {chosen !== undefined && <Detail key={chosen.id} followUp={chosen} />}
      </section>
    </div>
  );
}

function List(props: { all: readonly FollowUp[]; chosen: string | null }): JSX.Element {
  const problem = found.problem.value;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void found.reload()} />;
  }
  if (found.data.value === null) return <Skeleton lines={6} />;
  if (props.all.length === 0) return <EmptyState title={t('follow_up.none')} hint={t('follow_up.none_hint')} />;
  return (
    <ul>
      {props.all.map((each) => (
        <li key={each.id}>
          <button
            type="button"
            class="template-row"
            data-testid="follow-up-row"
            aria-current={each.id === props.chosen}
            onClick={() => (openId.value = each.id)}
          >
            <span class="strong truncate">{each.item}</span>
            <span class="muted small truncate">
              {each.crew} · {each.ticket_number} · {each.address}
            </span>
            <span>
              <Badge tone={each.state === 'open' ? 'danger' : 'ok'}>{t(`follow_up.state.${each.state}`)}</Badge>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Detail(props: { followUp: FollowUp }): JSX.Element {
  const { followUp } = props;
  return (
    <div class="stack">
      <Panel title={`${followUp.crew} · ${followUp.ticket_number}`} testId="follow-up-detail">
        <div class="stack-tight">
          <FollowUpFacts followUp={followUp} />
          {followUp.state === 'open' && (
            <Decide followUp={followUp} api={api} may={decisionsOf((verb) => session.may(verb))} onDecided={() => void found.reload()} />
          )}
        </div>
      </Panel>
      <Panel title={followUp.checklist}>
        <GivenAnswers api={api} session={session} checklistId={followUp.checklist_id} version={followUp.version} />
      </Panel>
    </div>
  );
}
