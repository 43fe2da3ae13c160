import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button, Dialog, EmptyState } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { formatTime, t } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { days, mend, missing, type CrewDay } from './crew-desk-store.ts';
import * as store from './store.ts';
import './crew-desk.css';

/** In the console's head: how many crews somebody has to look at; behind it who is really there. */
export function CrewsButton(): JSX.Element | null {
  const [open, setOpen] = useState(false);
  if ((days.data.value ?? []).length === 0) return null;
  const count = missing.value.length;
  return (
    <>
      <Button kind={count > 0 ? 'danger' : 'quiet'} testId="crews-on-duty" onClick={() => setOpen(true)}>
        <span data-testid="crews-missing" data-count={count}>
          {t('desk.crews')}
          {count > 0 && ` · ${count}`}
        </span>
      </Button>
      {open && <CrewsDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function CrewsDialog(props: { onClose: () => void }): JSX.Element {
  const found = days.data.value ?? [];
  return (
    <Dialog title={t('desk.crews')} testId="crews-dialog" onClose={props.onClose}>
      {found.length === 0 ? (
        <EmptyState title={t('desk.crews.none')} />
      ) : (
        <ul class="crew-days">
          {found.map((day) => (
            <Day key={day.shift_id} day={day} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Day(props: { day: CrewDay }): JSX.Element {
  const { day } = props;
  return (
    <li class="crew-day" data-testid="crew-day" data-code={day.crew_code} data-signed={day.signed_on}>
      <div class="spread">
        <span class="strong">{day.crew_name}</span>
        <span class="muted small">{t('shift.from_to', { from: formatTime(day.begins_at), to: formatTime(day.ends_at) })}</span>
      </div>
      <div class="cluster">
        <Badge tone={day.signed_on > 0 ? 'ok' : 'plain'}>
          {t('desk.crews.signed', { n: day.signed_on, total: day.members.length })}
        </Badge>
        {marksOf(day, now.value).map(([tone, text]) => (
          <Badge key={text} tone={tone}>
            {text}
          </Badge>
        ))}
      </div>
      <p class="small muted">{day.members.map((each) => memberWords(each)).join(', ')}</p>
      <Defects day={day} />
    </li>
  );
}

type Tone = 'warn' | 'danger' | 'plain';

/** What speaks against sending the crew, in words. */
export function marksOf(day: CrewDay, at: number): readonly (readonly [Tone, string])[] {
  const marks: (readonly [Tone, string])[] = [];
  if (day.missing_since !== null) marks.push(['danger', t('desk.crews.missing', { time: formatTime(day.missing_since) })]);
  if (day.break_until !== null) marks.push(['plain', t('desk.crews.break', { time: formatTime(day.break_until) })]);
  if (day.break_due_at !== null && Date.parse(day.break_due_at) <= at) {
    marks.push(['warn', t('desk.crews.break_due', { time: formatTime(day.break_due_at) })]);
  }
  for (const name of day.unavailable) marks.push(['danger', t('desk.crews.unavailable', { name })]);
  return marks;
}

function memberWords(each: CrewDay['members'][number]): string {
  if (each.signed_off_at !== null) return `${each.name} (${t('desk.crews.off')})`;
  return each.signed_on_at === null ? `${each.name} (–)` : `${each.name} (${formatTime(each.signed_on_at)})`;
}

function Defects(props: { day: CrewDay }): JSX.Element | null {
  const [mending, setMending] = useState<string | null>(null);
  if (props.day.defects.length === 0) return null;
  return (
    <ul class="crew-defects">
      {props.day.defects.map((each) => (
        <li key={each.id} class="spread" data-testid="defect" data-blocking={each.blocking}>
          <span>
            <Badge tone={each.blocking ? 'danger' : 'warn'}>
              {t('desk.crews.defect', { plate: each.plate, item: each.item_name })}
            </Badge>{' '}
            {each.why}
          </span>
          {store.session.may('vehicles.write') && (
            <Button testId="mend" onClick={() => setMending(each.id)}>
              {t('desk.crews.mended')}
            </Button>
          )}
        </li>
      ))}
      {mending !== null && (
        <ReasonDialog
          title={t('desk.crews.mended_note')}
          confirm={t('desk.crews.mended')}
          send={(note) => mend(mending, note)}
          onClose={() => setMending(null)}
        />
      )}
    </ul>
  );
}
