import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, type Api, type Permit, type PermitHistory, type PermitMessage, type PermitStep } from '../api/index.ts';
import { Badge, Button, Panel, Skeleton } from '../design/index.ts';
import { formatMoment, t, tCode } from '../i18n/index.ts';

/** Who was asked and how long each has; only worth showing once there is more to say than the time left. */
export function PermitAsks(props: { permit: Permit }): JSX.Element | null {
  const { asks } = props.permit;
  if (asks.length === 0) return null;
  return (
    <Panel title={t('permit.asked')} testId="permit-asks">
      <ul class="lines">
        {asks.map((each) => (
          <li key={each.authority.id} class="spread">
            <span class="truncate">{each.authority.name}</span>
            <span class="cluster small">
              {each.opens_at !== null && !each.open_now && (
                <Badge>{t('permit.asked_closed', { time: formatMoment(each.opens_at) })}</Badge>
              )}
              {each.passed_at === null ? (
                <span class="muted">{t('permit.asked_due', { time: formatMoment(each.respond_by) })}</span>
              ) : (
                <Badge tone="danger">{t('permit.asked_passed')}</Badge>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Every step of a permit and what was sent about it, fetched when somebody wants to see it. */
export function PermitTrail(props: { permit: Permit; api: Api }): JSX.Element {
  const { permit, api } = props;
  const [shown, setShown] = useState(false);
  const [history, setHistory] = useState<PermitHistory | null>(null);
  useEffect(() => {
    let current = true;
    const params = { path: { permit_id: permit.id } };
    if (shown) {
      ask(api.GET('/api/v1/entry-permits/{permit_id}/history', { params })).then(
        (found) => current && setHistory(found),
        () => current && setShown(false),
      );
    }
    return () => {
      current = false;
    };
  }, [shown, permit.id, permit.version]);
  return (
    <div class="stack-tight">
      <Button kind="quiet" onClick={() => setShown(!shown)} testId="permit-trail">
        {t(shown ? 'permit.trail_hide' : 'permit.trail_show')}
      </Button>
      {shown && (history === null ? <Skeleton lines={4} /> : <Trail history={history} />)}
    </div>
  );
}

function Trail(props: { history: PermitHistory }): JSX.Element {
  const { steps, messages } = props.history;
  return (
    <div class="stack-tight">
      <Panel title={t('permit.trail')} testId="permit-steps">
        <ol class="lines">
          {steps.map((step) => (
            <li key={step.id}>
              <Step step={step} />
            </li>
          ))}
        </ol>
      </Panel>
      {messages.length > 0 && (
        <Panel title={t('permit.told')} testId="permit-messages">
          <ul class="lines">
            {messages.map((message) => (
              <li key={message.id} class="spread small">
                <span class="truncate">
                  {tCode('permit.told', message.channel)} · {message.recipient}
                </span>
                <span class="muted">{toldLine(message)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function Step(props: { step: PermitStep }): JSX.Element {
  const { step } = props;
  const noted = step.channel === 'phone' || step.channel === 'letter';
  return (
    <div class="stack-tight">
      <span class="spread">
        <span class="strong">{tCode('permit.step', step.step)}</span>
        <span class="muted small">{formatMoment(step.at)}</span>
      </span>
      <span class="cluster small">
        <span class="muted">{[step.actor, step.authority].filter(Boolean).join(' · ')}</span>
        <Badge tone={noted ? 'warn' : 'plain'}>{tCode('permit.channel', step.channel)}</Badge>
      </span>
      {step.said && <span class="small">{saidLine(step.said)}</span>}
      {[step.reason, step.note, ...step.conditions, ...step.exit_conditions].filter(Boolean).map((line) => (
        <span class="small" key={line}>
          {line}
        </span>
      ))}
    </div>
  );
}

function saidLine(said: NonNullable<PermitStep['said']>): string {
  const who = [said.name, said.function].filter(Boolean).join(', ');
  return [
    who && t('permit.said', { name: who }),
    said.number_called && t('permit.said_call', { number: said.number_called }),
    said.letter_number && t('permit.said_letter', { number: said.letter_number, date: said.letter_date ?? '' }),
    said.file_reference && t('permit.said_file', { file: said.file_reference }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function toldLine(message: PermitMessage): string {
  const when = formatMoment(message.handed_over_at ?? message.queued_at);
  return `${tCode('permit.told_state', message.state)} ${when}`;
}
