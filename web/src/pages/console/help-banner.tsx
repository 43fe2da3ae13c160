import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, type Schemas } from '../../api/index.ts';
import { Badge, Button, Field, toast } from '../../design/index.ts';
import { FormDialog, ReasonDialog, useForm } from '../../forms/index.ts';
import { formatTime, t } from '../../i18n/index.ts';
import { answerHelp, giveTo, handOvers, helpRequests, nextCrew, type HandOver, type HelpRequest } from './crew-desk-store.ts';
import * as store from './store.ts';
import './crew-desk.css';

const MINUTE_MS = 60_000;

/** Crews that call for help, and jobs that wait for the next crew: in sight until somebody has answered. */
export function HelpBanner(): JSX.Element | null {
  const calls = helpRequests.value;
  const rows = handOvers.value;
  if (calls.length === 0 && rows.length === 0) return null;
  return (
    <div class="crew-calls">
      {calls.length > 0 && (
        <section aria-label={t('desk.help', { n: calls.length })} data-testid="help-requests">
          <h2 class="crew-calls-title">{t('desk.help', { n: calls.length })}</h2>
          <ul>
            {calls.map((call) => (
              <Call key={call.id} call={call} />
            ))}
          </ul>
        </section>
      )}
      {rows.length > 0 && (
        <section aria-label={t('desk.hand_overs', { n: rows.length })} data-testid="hand-overs">
          <h2 class="crew-calls-title">{t('desk.hand_overs', { n: rows.length })}</h2>
          <ul>
            {rows.map((row) => (
              <HandedOver key={row.id} row={row} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Call(props: { call: HelpRequest }): JSX.Element {
  const { call } = props;
  const [asking, setAsking] = useState<'accepted' | 'refused' | null>(null);
  const close = (): void => setAsking(null);
  const ticketId = call.ticket_id;
  return (
    <li class="crew-call" data-testid="help-request" data-kind={call.kind} data-state={call.state} data-urgent={call.urgent}>
      <div>
        <b>{call.kind_name}</b> <Badge tone={call.urgent ? 'danger' : 'warn'}>{call.crew_name}</Badge>
        <span class="crew-call-facts">{factsOf(call).join(' · ')}</span>
      </div>
      <div class="cluster">
        {ticketId !== null && <Button onClick={() => store.openTicket(ticketId)}>{t('alarms.open')}</Button>}
        <Button kind="primary" testId="help-accept" onClick={() => setAsking('accepted')}>
          {t('desk.help.accept')}
        </Button>
        <Button testId="help-refuse" onClick={() => setAsking('refused')}>
          {t('desk.help.refuse')}
        </Button>
        {call.state === 'accepted' && (
          <Button testId="help-done" onClick={() => void tell(answerHelp(call.id, { to: 'done' }))}>
            {t('desk.help.done')}
          </Button>
        )}
      </div>
      {asking === 'accepted' && <AcceptDialog call={call} onClose={close} />}
      {asking === 'refused' && (
        <ReasonDialog
          title={`${t('desk.help.refuse')}: ${call.kind_name}`}
          confirm={t('desk.help.refuse')}
          kind="danger"
          send={(text) => answerHelp(call.id, { to: 'refused', text })}
          onClose={close}
        />
      )}
    </li>
  );
}

function factsOf(call: HelpRequest): readonly string[] {
  const what = call.item_name === null ? call.note : t('help.item', { n: call.pieces ?? 1, item: call.item_name });
  const when = t('desk.help.since', { time: formatTime(call.asked_at) });
  const comes = call.expected_at === null ? null : t('help.expected', { time: formatTime(call.expected_at) });
  return [what, call.item_name === null ? null : call.note, call.ticket_address, call.asked_by, when, comes].filter(
    (each): each is string => Boolean(each),
  );
}

/** Accepted, with the time when it is there: the crew plans by it. */
function AcceptDialog(props: { call: HelpRequest; onClose: () => void }): JSX.Element {
  const { call } = props;
  const [minutes, setMinutes] = useState('30');
  const [text, setText] = useState('');
  const form = useForm();
  const count = Number(minutes);
  const send = (): Promise<void> =>
    answerHelp(call.id, {
      to: 'accepted',
      expected_at: new Date(Date.now() + count * MINUTE_MS).toISOString(),
      ...(text.trim() !== '' && { text: text.trim() }),
    });
  return (
    <FormDialog
      title={`${call.kind_name} · ${call.crew_name}`}
      confirm={t('desk.help.accept')}
      form={form}
      check={() => ({ ...(!(count > 0 && count <= 1440) && { minutes: t('field.required') }) })}
      send={send}
      onClose={props.onClose}
      testId="help-dialog"
      confirmTestId="help-accept-confirm"
    >
      <Field
        name="minutes"
        label={t('desk.help.when')}
        type="number"
        inputMode="numeric"
        value={minutes}
        onInput={setMinutes}
        error={form.errorOf('minutes')}
      />
      <Field name="text" label={t('desk.help.who')} optional rows={2} value={text} onInput={setText} />
    </FormDialog>
  );
}

function HandedOver(props: { row: HandOver }): JSX.Element {
  const { row } = props;
  const [next, setNext] = useState<Schemas['CandidateOut'] | null | 'waiting'>('waiting');
  useEffect(() => {
    if (row.state !== 'waiting') return;
    void nextCrew(row).then(setNext, () => setNext(null));
  }, [row.id, row.state]);
  const title =
    row.state === 'waiting'
      ? t('desk.hand_overs.waiting', { crew: row.from_crew_name })
      : t('desk.hand_overs.passed', { crew: row.from_crew_name, to: row.to_crew_name ?? '' });
  return (
    <li class="crew-call" data-testid="hand-over-row" data-state={row.state}>
      <div>
        <b>{title}</b>
        <span class="crew-call-facts">
          {[row.ticket_address || row.ticket_number, row.cause_name, row.remaining, row.isolation_name, row.earthing_name].join(' · ')}
        </span>
      </div>
      <div class="cluster">
        <Button onClick={() => store.openTicket(row.ticket_id)}>{t('alarms.open')}</Button>
        {row.state === 'waiting' && next !== 'waiting' && <NextCrew row={row} next={next} />}
      </div>
    </li>
  );
}

function NextCrew(props: { row: HandOver; next: Schemas['CandidateOut'] | null }): JSX.Element {
  const { row, next } = props;
  if (next === null) return <span class="muted">{t('desk.hand_overs.nobody')}</span>;
  return (
    <Button kind="primary" testId="hand-over-next" onClick={() => void tell(giveTo(row, next.crew.id))}>
      {t('desk.hand_overs.next', { crew: next.crew.name })}
    </Button>
  );
}

async function tell(doing: Promise<void>): Promise<void> {
  await doing.catch((error: unknown) => toast('danger', asProblem(error).title));
}
