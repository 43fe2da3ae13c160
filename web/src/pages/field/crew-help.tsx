import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Badge, Button, Field, Select, toast } from '../../design/index.ts';
import { formatTime, t } from '../../i18n/index.ts';
import { uuid7 } from '../../offline/index.ts';
import type { HelpRequest, OwnShift } from './crew-shift.ts';
import * as crew from './crew-store.ts';
import { Page } from './page.tsx';
import * as store from './store.ts';
import './crew-life.css';

const IN_WORDS = ['material', 'equipment'];
const STARTED = ['en_route', 'waiting_entry', 'inside', 'working', 'restored', 'exiting'];

/** What the crew needs: one press where the kind says it all, else what and how many. */
export function HelpScreen(): JSX.Element {
  const shift = crew.shift.value;
  const [kind, setKind] = useState<string | null>(null);
  useEffect(() => void crew.refreshShift(), []);
  if (shift === null) return <Page title={t('help.title')}>{null}</Page>;
  if (kind !== null) return <What shift={shift} kind={kind} onBack={() => setKind(null)} />;
  return (
    <Page title={t('help.title')} testId="help-screen">
      <Calls shift={shift} />
      <h2 class="step-question">{t('help.ask')}</h2>
      <div class="step-actions-inline">
        {shift.choices.help_kinds.map((each) => (
          <Button key={each.code} wide testId={`help-${each.code}`} onClick={() => setKind(each.code)}>
            {each.name}
          </Button>
        ))}
      </div>
    </Page>
  );
}

function What(props: { shift: OwnShift; kind: string; onBack: () => void }): JSX.Element {
  const { shift, kind } = props;
  const [item, setItem] = useState('');
  const [pieces, setPieces] = useState('1');
  const [note, setNote] = useState('');
  const count = Number(pieces);
  const counted = item !== '' && Number.isInteger(count) && count > 0;
  const missing = IN_WORDS.includes(kind) && !counted && note.trim() === '';
  const send = async (): Promise<void> => {
    const job = store.jobs.value.find((each) => STARTED.includes(each.state));
    const written = await crew.act('help.ask', uuid7(), {
      need: kind,
      ...(counted && { item, pieces: count }),
      ...(note.trim() !== '' && { note: note.trim() }),
      ...(job && { assignment_id: job.id }),
    });
    if (written === null) return;
    toast('ok', t('help.sent'));
    props.onBack();
  };
  return (
    <Page
      title={shift.choices.help_kinds.find((each) => each.code === kind)?.name ?? t('help.title')}
      testId="help-what"
      onBack={props.onBack}
      actions={
        <Button kind="primary" wide testId="help-send" disabled={missing} onClick={() => void send()}>
          {t('help.send')}
        </Button>
      }
    >
      <h2 class="step-question">{t('help.what')}</h2>
      {kind === 'material' && (
        <>
          <Select
            name="article"
            label={t('help.article')}
            value={item}
            options={[
              { value: '', label: t('help.article_none') },
              ...shift.choices.articles.map((each) => ({ value: each.code, label: each.name })),
            ]}
            onChange={setItem}
          />
          {item !== '' && (
            <Field name="pieces" label={t('help.pieces')} type="number" inputMode="numeric" value={pieces} onInput={setPieces} />
          )}
        </>
      )}
      <Field name="note" label={t('decline.more')} optional={!missing} rows={3} value={note} onInput={setNote} />
    </Page>
  );
}

/** What was called for, and what was answered. */
function Calls(props: { shift: OwnShift }): JSX.Element | null {
  const calls = props.shift.help_requests;
  if (calls.length === 0) return null;
  return (
    <section>
      <h2 class="queue-head">{t('help.mine')}</h2>
      <ul class="stack-tight crew-list">
        {calls.map((each) => (
          <Call key={each.id} call={each} />
        ))}
      </ul>
    </section>
  );
}

const TONES = { asked: 'warn', accepted: 'ok', refused: 'danger', done: 'plain', cancelled: 'plain' } as const;

function Call(props: { call: HelpRequest }): JSX.Element {
  const { call } = props;
  const open = call.state === 'asked' || call.state === 'accepted';
  const what = call.item_name !== null ? t('help.item', { n: call.pieces ?? 1, item: call.item_name }) : call.note;
  return (
    <li class="stack-tight" data-testid="help-call" data-state={call.state}>
      <span class="spread">
        <span class="strong">{call.kind_name}</span>
        <Badge tone={TONES[call.state]}>{t(`help.state.${call.state}`)}</Badge>
      </span>
      {what && <span>{what}</span>}
      {call.expected_at !== null && call.state === 'accepted' && (
        <span class="strong">{t('help.expected', { time: formatTime(call.expected_at) })}</span>
      )}
      {call.answer !== null && <span>{call.answer}</span>}
      {open && (
        <span class="cluster">
          <Button testId="help-came" onClick={() => void crew.act('help.end', call.id, { to: 'done' })}>
            {t('help.came')}
          </Button>
          <Button testId="help-cancel" onClick={() => void crew.act('help.end', call.id, { to: 'cancelled' })}>
            {t('help.cancel')}
          </Button>
        </span>
      )}
    </li>
  );
}
