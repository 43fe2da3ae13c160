import type { JSX } from 'preact';
import type { AuditStep } from '../../../api/index.ts';
import { Badge, Panel } from '../../../design/index.ts';
import { formatDateTime, t, tCode } from '../../../i18n/index.ts';
import * as store from './audit-store.ts';
import { factsOf, justAfter } from './moments.ts';

/** Everything that ever happened to the job; what lies behind the moment that is looked at is pale. */
export function Trail(props: { events: readonly AuditStep[] }): JSX.Element {
  const until = store.moment.value ?? Infinity;
  return (
    <Panel title={t('audit.trail', { n: props.events.length })}>
      <ol class="audit-trail" data-testid="trail">
        {props.events.map((event) => (
          <li key={event.id} data-later={justAfter(event.at) > until}>
            <Step event={event} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Step(props: { event: AuditStep }): JSX.Element {
  const { event } = props;
  return (
    <button type="button" class="audit-step" title={t('audit.look_here')} onClick={() => store.look(justAfter(event.at))}>
      <time class="muted" dateTime={event.at}>
        {formatDateTime(event.at)}
      </time>
      <span class="strong" title={event.verb} data-verb={event.verb}>
        {event.name}
      </span>
      <span class="truncate">{event.actor}</span>
      <Badge tone={event.channel === 'system' ? 'plain' : 'accent'}>{tCode('audit.channel', event.channel)}</Badge>
      <span class="muted small audit-facts">{factsOf(event.payload)}</span>
    </button>
  );
}
