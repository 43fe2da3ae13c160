import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Choices, Dialog, Field, toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import type { JobPack, Member } from './pack.ts';
import { Step, type StepProps } from './simple-steps.tsx';
import * as store from './store.ts';

/** What a phone needs to know of a job to tell something about it, also when the job is over. */
export interface Told {
  readonly id: string;
  readonly members: readonly Pick<Member, 'id' | 'name' | 'user_id'>[];
}

const ITEMS = ['respirator', 'gloves', 'coverall', 'eye_protection', 'footwear', 'splash', 'wound', 'doffing', 'other'] as const;
const ACTIONS = ['left', 'washed', 'replaced', 'covered', 'none'] as const;
/** How near and how long, as people say it; the minutes are the least that each means. */
const NEARNESS = {
  near: { band: 'from_1_to_2m', minutes: 15 },
  short: { band: 'from_1_to_2m', minutes: 5 },
  far: { band: 'over_2m' },
} as const;
type Nearness = keyof typeof NEARNESS;

const INSIDE: readonly JobPack['state'][] = ['inside', 'working', 'restored', 'exiting'];

/** A contact can be told at any time inside and after, always in the same place; a breach is on the alarm bar. */
export function ExposureButtons(props: { job: JobPack }): JSX.Element | null {
  const { job } = props;
  const zoned = job.history.some((step) => step.state === 'inside' || step.state === 'exiting');
  return INSIDE.includes(job.state) && zoned ? <ReportButtons job={job} /> : null;
}

export function ReportButtons(props: { job: Told; breachToo?: boolean }): JSX.Element {
  const [open, setOpen] = useState<'breach' | 'contact' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <div class="exposure-buttons">
      {props.breachToo && (
        <Button kind="danger" wide testId="report-breach" onClick={() => setOpen('breach')}>
          {t('field.breach')}
        </Button>
      )}
      <Button wide testId="report-contact" onClick={() => setOpen('contact')}>
        {t('field.contact.report')}
      </Button>
      {open === 'breach' && <BreachDialog job={props.job} onClose={close} />}
      {open === 'contact' && <ContactDialog job={props.job} onClose={close} />}
    </div>
  );
}

/** Asked once at the exit: one press where nobody was met. */
export function ContactStep(props: StepProps & { open: readonly Member[] }): JSX.Element {
  const { job, open } = props;
  const [telling, setTelling] = useState(false);
  const members = open.map((member) => member.id);
  return (
    <Step
      {...props}
      question={t('field.contact.ask')}
      actions={
        <>
          <Button kind="primary" wide testId="contact-nobody" onClick={() => void store.act('exposure.contact', job.id, { members })}>
            {t('field.contact.nobody')}
          </Button>
          <Button wide testId="contact-somebody" onClick={() => setTelling(true)}>
            {t('field.contact.somebody')}
          </Button>
        </>
      }
    >
      <p class="muted">{open.map((member) => member.name).join(', ')}</p>
      {telling && <ContactDialog job={job} onClose={() => setTelling(false)} />}
    </Step>
  );
}

export function BreachDialog(props: { job: Told; onSaved?: () => void; onClose: () => void }): JSX.Element {
  const { job } = props;
  const [whose, setWhose] = useState(() => mine(job));
  const [item, setItem] = useState<string | null>(null);
  const [action, setAction] = useState('none');
  const save = (): void => {
    void store.act('exposure.breach', job.id, { members: whose, item, action });
    navigator.vibrate?.([200, 100, 200]);
    toast('danger', t('field.breach.noted'));
    props.onSaved?.();
    props.onClose();
  };
  return (
    <Dialog title={t('field.breach')} onClose={props.onClose} testId="breach-dialog">
      <div class="stack">
        <Whose legend={t('field.breach.whose')} job={job} chosen={whose} onChange={setWhose} />
        <Choices
          legend={t('field.breach.what')}
          name="item"
          options={ITEMS.map((each) => ({ value: each, label: t(`exposure.item.${each}`) }))}
          chosen={item === null ? [] : [item]}
          onChange={([chosen]) => setItem(chosen ?? null)}
        />
        <Choices
          legend={t('field.breach.done')}
          name="action"
          options={ACTIONS.map((each) => ({ value: each, label: t(`exposure.action.${each}`) }))}
          chosen={[action]}
          onChange={([chosen]) => setAction(chosen ?? 'none')}
        />
        <Button kind="danger" wide disabled={item === null} testId="breach-save" onClick={save}>
          {t('field.breach')}
        </Button>
      </div>
    </Dialog>
  );
}

function ContactDialog(props: { job: Told; onClose: () => void }): JSX.Element {
  const { job } = props;
  const [whose, setWhose] = useState(() => mine(job));
  const [how, setHow] = useState<Nearness | null>(null);
  const [masked, setMasked] = useState('');
  const [who, setWho] = useState('');
  const save = (): void => {
    if (how === null) return;
    void store.act('exposure.contact', job.id, {
      members: whose,
      with: 'outsider',
      ...(who.trim() !== '' && { who: who.trim() }),
      ...(masked !== '' && { masked: masked === 'yes' }),
      ...NEARNESS[how],
    });
    toast('ok', t('field.contact.noted'));
    props.onClose();
  };
  return (
    <Dialog title={t('field.contact.report')} onClose={props.onClose} testId="contact-dialog">
      <div class="stack">
        <Whose legend={t('field.contact.whose')} job={job} chosen={whose} onChange={setWhose} />
        <Choices
          legend={t('field.contact.how')}
          name="how"
          options={(['near', 'short', 'far'] as const).map((each) => ({ value: each, label: t(`field.contact.${each}`) }))}
          chosen={how === null ? [] : [how]}
          onChange={([chosen]) => setHow((chosen as Nearness | undefined) ?? null)}
        />
        <Choices
          legend={t('field.contact.mask')}
          name="masked"
          options={[
            { value: 'yes', label: t('field.yes') },
            { value: 'no', label: t('field.no') },
          ]}
          chosen={masked === '' ? [] : [masked]}
          onChange={([chosen]) => setMasked(chosen ?? '')}
        />
        <Field name="who" label={t('field.contact.who')} optional rows={2} value={who} onInput={setWho} />
        <Button kind="primary" wide disabled={how === null || whose.length === 0} testId="contact-save" onClick={save}>
          {t('field.contact.report')}
        </Button>
      </div>
    </Dialog>
  );
}

function Whose(props: {
  legend: string;
  job: Told;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}): JSX.Element | null {
  if (props.job.members.length < 2) return null;
  return (
    <Choices
      legend={props.legend}
      name="whose"
      multiple
      options={props.job.members.map((member) => ({ value: member.id, label: member.name }))}
      chosen={props.chosen}
      onChange={props.onChange}
    />
  );
}

/** Whose phone it is; nobody in particular where that is not known. */
function mine(job: Told): string[] {
  return job.members.filter((member) => member.user_id === store.myId.value).map((member) => member.id);
}
