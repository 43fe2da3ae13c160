import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, ask, createResource, type Deadline, type Pin, type Resource, type TicketDetail } from '../../api/index.ts';
import { Button, Field, Icon, Select, toast } from '../../design/index.ts';
import { FormDialog, fromLocalInput, toLocalInput, useForm } from '../../forms/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import * as plans from './plan-store.ts';
import { SendNow } from './send-now.tsx';
import { api, crewRows } from './store.ts';

const DONE: readonly TicketDetail['state'][] = ['restored', 'closed', 'cancelled'];
const DEADLINES = ['due_at', 'must_start_by', 'not_before'] as const;
type DeadlineField = (typeof DEADLINES)[number];

interface Wishes {
  readonly pin: Resource<Pin>;
  readonly deadline: Resource<Deadline>;
}

/** What plans shall keep to for this ticket: which crew, which not, and until when. */
export function WishStrip(props: { ticket: TicketDetail }): JSX.Element | null {
  const { ticket } = props;
  const wishes = useWishes(ticket.id);
  const [asking, setAsking] = useState<'pin' | 'not' | 'deadline' | null>(null);
  const pin = wishes.pin.data.value;
  const deadline = wishes.deadline.data.value;
  if (!plans.mayLookAtPlans.value || DONE.includes(ticket.state)) return null;
  const close = (): void => setAsking(null);
  return (
    <div class="wish-strip" role="group" aria-label={t('wish.title')} data-testid="wishes">
      <SendNow ticket={ticket} />
      {plans.mayPlan.value && (
        <span class="wish-steps">
          <Button kind="quiet" testId="wish-pin" onClick={() => setAsking('pin')}>
            <Icon name="pin" /> {t('wish.pin')}
          </Button>
          <Button kind="quiet" testId="wish-not" onClick={() => setAsking('not')}>
            <Icon name="minus" /> {t('wish.not')}
          </Button>
          <Button kind="quiet" testId="wish-deadline" onClick={() => setAsking('deadline')}>
            <Icon name="clock" /> {t('wish.deadline')}
          </Button>
        </span>
      )}
      {pin !== null && deadline !== null && <Chips pin={pin} deadline={deadline} wishes={wishes} />}
      {asking === 'deadline' && deadline !== null && <DeadlineDialog deadline={deadline} wishes={wishes} onClose={close} />}
      {(asking === 'pin' || asking === 'not') && pin !== null && (
        <CrewDialog which={asking} pin={pin} wishes={wishes} onClose={close} />
      )}
    </div>
  );
}

/** Fetched with the ticket, and again when somebody changes what is wanted. */
function useWishes(ticketId: string): Wishes {
  const params = { path: { ticket_id: ticketId } };
  const [wishes] = useState(() => ({
    pin: createResource(() => ask(api.GET('/api/v1/tickets/{ticket_id}/pin', { params }))),
    deadline: createResource(() => ask(api.GET('/api/v1/tickets/{ticket_id}/deadline', { params }))),
  }));
  const changed = plans.wishesTouched.value;
  useEffect(() => {
    if (!plans.mayLookAtPlans.value) return;
    void wishes.pin.reload();
    void wishes.deadline.reload();
  }, [changed]);
  return wishes;
}

const crewName = (id: string): string => crewRows.value.find((crew) => crew.id === id)?.code ?? t('wish.crew_gone');

function Chips(props: { pin: Pin; deadline: Deadline; wishes: Wishes }): JSX.Element | null {
  const { pin, deadline, wishes } = props;
  const chips = [
    ...(pin.crew_id === null
      ? []
      : [{ says: t('wish.pinned_to', { crew: crewName(pin.crew_id) }), drop: () => setPin(wishes, pin, { crew_id: null }) }]),
    ...pin.not_crew_ids.map((id) => ({
      says: t('wish.not_crew', { crew: crewName(id) }),
      drop: () => setPin(wishes, pin, { not_crew_ids: pin.not_crew_ids.filter((other) => other !== id) }),
    })),
    ...DEADLINES.flatMap((field) => {
      const at = deadline[field];
      if (at === null) return [];
      return [{ says: deadlineText(field, at), drop: () => setDeadline(wishes, deadline, { [field]: null }) }];
    }),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class="wish-chips" data-testid="wish-chips">
      {chips.map((chip) => (
        <li key={chip.says} class="chip">
          {chip.says}
          {plans.mayPlan.value && (
            <button type="button" aria-label={t('wish.remove', { what: chip.says })} onClick={() => void attempt(chip.drop, wishes)}>
              <Icon name="close" size={12} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function deadlineText(field: DeadlineField, at: string): string {
  const time = formatMoment(at);
  if (field === 'due_at') return t('wish.due', { time });
  return field === 'must_start_by' ? t('wish.must', { time }) : t('wish.not_before', { time });
}

async function setPin(wishes: Wishes, pin: Pin, change: Partial<Pin>): Promise<void> {
  const wanted = { ...pin, ...change };
  const body = { crew_id: wanted.crew_id, position: wanted.crew_id === null ? null : wanted.position, not_crew_ids: wanted.not_crew_ids };
  const params = { path: { ticket_id: pin.ticket_id }, header: { 'if-match': `"${pin.version}"` } };
  wishes.pin.set(await ask(api.PUT('/api/v1/tickets/{ticket_id}/pin', { params, body })));
}

async function setDeadline(wishes: Wishes, deadline: Deadline, change: Partial<Deadline>): Promise<void> {
  const { due_at, must_start_by, not_before } = { ...deadline, ...change };
  const params = { path: { ticket_id: deadline.ticket_id }, header: { 'if-match': `"${deadline.version}"` } };
  const body = { due_at, must_start_by, not_before };
  wishes.deadline.set(await ask(api.PUT('/api/v1/tickets/{ticket_id}/deadline', { params, body })));
}

/** A step without a dialog: when somebody else was first, what they set is shown. */
async function attempt(step: () => Promise<void>, wishes: Wishes): Promise<void> {
  try {
    await step();
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
    await Promise.all([wishes.pin.reload(), wishes.deadline.reload()]);
  }
}

interface DialogProps {
  readonly wishes: Wishes;
  readonly onClose: () => void;
}

function CrewDialog(props: DialogProps & { which: 'pin' | 'not'; pin: Pin }): JSX.Element {
  const { pin, which, wishes } = props;
  const form = useForm();
  const crews = crewRows.value.filter((crew) => crew.active && (which === 'pin' || !pin.not_crew_ids.includes(crew.id)));
  const [chosen, choose] = useState(which === 'pin' ? (pin.crew_id ?? '') : '');
  const change = (): Partial<Pin> =>
    which === 'pin'
      ? { crew_id: chosen, not_crew_ids: pin.not_crew_ids.filter((id) => id !== chosen) }
      : { not_crew_ids: [...pin.not_crew_ids, chosen], ...(pin.crew_id === chosen && { crew_id: null }) };
  return (
    <FormDialog
      title={t(`wish.${which}.title`)}
      confirm={t('action.save')}
      form={form}
      check={() => ({ ...(chosen === '' && { crew_id: t('field.required') }) })}
      send={() => setPin(wishes, pin, change())}
      onClose={props.onClose}
      testId="wish-dialog"
      confirmTestId="wish-save"
    >
      <Select
        name="wish_crew"
        label={t('wish.choose_crew')}
        value={chosen}
        error={form.errorOf('crew_id')}
        options={[{ value: '', label: '' }, ...crews.map((crew) => ({ value: crew.id, label: `${crew.code} · ${crew.name}` }))]}
        onChange={choose}
      />
    </FormDialog>
  );
}

function DeadlineDialog(props: DialogProps & { deadline: Deadline }): JSX.Element {
  const { deadline, wishes } = props;
  const form = useForm();
  const [times, setTimes] = useState<Record<DeadlineField, string>>({
    due_at: toLocalInput(deadline.due_at),
    must_start_by: toLocalInput(deadline.must_start_by),
    not_before: toLocalInput(deadline.not_before),
  });
  const field = (name: DeadlineField, label: string): JSX.Element => (
    <Field
      name={name}
      type="datetime-local"
      optional
      label={label}
      value={times[name]}
      error={form.errorOf(name)}
      onInput={(value) => setTimes({ ...times, [name]: value })}
    />
  );
  const change = (): Partial<Deadline> =>
    Object.fromEntries(DEADLINES.map((name) => [name, fromLocalInput(times[name])]));
  return (
    <FormDialog
      title={t('wish.deadline')}
      confirm={t('action.save')}
      form={form}
      send={() => setDeadline(wishes, deadline, change())}
      onClose={props.onClose}
      testId="wish-dialog"
      confirmTestId="wish-save"
    >
      {field('due_at', t('wish.due_at'))}
      {field('must_start_by', t('wish.must_start_by'))}
      {field('not_before', t('wish.not_before_at'))}
    </FormDialog>
  );
}
