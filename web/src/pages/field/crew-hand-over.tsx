import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { PhotoAnswer, SignatureAnswer, type Item } from '../../checklists/index.ts';
import { Button, EmptyState, Field, Notice } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { handedFrom, handedTo, type HandOver, type OwnShift } from './crew-shift.ts';
import * as crew from './crew-store.ts';
import type { JobPack } from './pack.ts';
import { Page } from './page.tsx';
import { openPlace, showPage } from './place.ts';
import { Refused } from './refused.tsx';
import * as store from './store.ts';
import './crew-life.css';

/** The job that is being handed over; the page of its own asks one thing after the other. */
const handing = signal<string | null>(null);

/** Signing and taking a photo are questions like any other, of no checklist. */
const SIGNED = { key: 'hand_over', kind: 'signature', per: 'crew', required: true } as Item;
const PICTURE = { key: 'hand_over_photo', kind: 'photo', per: 'crew', required: false } as Item;
const FROM = ['accepted', 'en_route', 'waiting_entry', 'inside', 'working', 'exiting'];
const WAITING_FROM = ['inside', 'working'];
/** Whoever is still here has not come to the crew that waits: there is nothing to sign yet. */
const NOT_THERE = ['assigned', 'accepted'];

/** The way in, in a job's details: for the crew leader only. */
export function HandOverButton(props: { job: JobPack }): JSX.Element | null {
  const { job } = props;
  if (crew.shift.value?.leads !== true || !FROM.includes(job.state)) return null;
  const open = (): void => {
    handing.value = job.id;
    showPage('hand-over');
  };
  return (
    <Button wide testId="hand-over" onClick={open}>
      {t('hand_over.title')}
    </Button>
  );
}

type Said = Readonly<Partial<Record<Asked, string>>>;
type Asked = 'cause' | 'done' | 'remaining' | 'isolation' | 'earthing';
type Step = Asked | 'photo' | 'meets' | 'sign';

const FIRST: readonly Step[] = ['cause', 'done', 'remaining', 'isolation', 'earthing', 'photo'];

export function HandOverScreen(): JSX.Element {
  const job = store.jobs.value.find((each) => each.id === handing.value);
  const shift = crew.shift.value;
  if (job === undefined || shift === null) {
    return (
      <Page title={t('hand_over.title')} testId="hand-over-screen">
        <EmptyState title={t('field.empty')} />
      </Page>
    );
  }
  return <Questions key={job.id} job={job} shift={shift} />;
}

/** One question after the other; the way back leads to the one before, with what was said there. */
export function Questions(props: { job: JobPack; shift: OwnShift }): JSX.Element {
  const { job, shift } = props;
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState<Said>({});
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [meets, setMeets] = useState(false);
  const steps: readonly Step[] = [...FIRST, ...(WAITING_FROM.includes(job.state) ? ['meets' as const] : []), 'sign'];
  const onBack = (): void => (at === 0 ? openPlace(job.id) : setAt(at - 1));
  const next = (): void => setAt(at + 1);
  const say = (name: Asked, value: string): void => {
    setSaid({ ...said, [name]: value });
    next();
  };
  const send = async (signature: string): Promise<void> => {
    const body = { ...said, photos, meets, signature };
    if ((await store.act('assignment.hand_over', job.id, body)) !== null) openPlace(job.id);
  };
  const { choices } = shift;
  const picks = { cause: choices.hand_over_causes, isolation: choices.isolation, earthing: choices.earthing };
  const step = steps[at] ?? 'sign';
  switch (step) {
    case 'cause':
    case 'isolation':
    case 'earthing':
      return <Pick key={step} text={t(`hand_over.${step}`)} options={picks[step]} onBack={onBack} onPick={(code) => say(step, code)} />;
    case 'done':
    case 'remaining':
      return <Words key={step} text={t(`hand_over.${step}`)} before={said[step] ?? ''} onBack={onBack} onSaid={(words) => say(step, words)} />;
    case 'photo':
      return <Photo onBack={onBack} onTaken={(hashes) => (setPhotos(hashes), next())} />;
    case 'meets':
      return <Meets job={job} onBack={onBack} onSaid={(waits) => (setMeets(waits), next())} />;
    case 'sign':
      return <Sign job={job} onBack={onBack} onSigned={(path) => void send(path)} />;
  }
}

function Sign(props: { job: JobPack; onBack: () => void; onSigned: (path: string) => void }): JSX.Element {
  return (
    <SignatureAnswer item={SIGNED} slot={props.job.id} seconds={0} keepPhoto={store.keepPhoto} onAnswer={(path) => props.onSigned(String(path))}>
      {(content, confirm) => (
        <Page title={t('hand_over.title')} testId="hand-over-screen" onBack={props.onBack} actions={confirm}>
          <h2 class="step-question">{t('hand_over.sign')}</h2>
          {content}
        </Page>
      )}
    </SignatureAnswer>
  );
}

interface PickProps {
  readonly text: string;
  readonly options: readonly { code: string; name: string }[];
  readonly onBack: () => void;
  readonly onPick: (code: string) => void;
}

function Pick(props: PickProps): JSX.Element {
  return (
    <Page
      title={t('hand_over.title')}
      testId="hand-over-screen"
      onBack={props.onBack}
      actions={props.options.map((each) => (
        <Button key={each.code} wide testId={`pick-${each.code}`} onClick={() => props.onPick(each.code)}>
          {each.name}
        </Button>
      ))}
    >
      <h2 class="step-question">{props.text}</h2>
    </Page>
  );
}

function Words(props: { text: string; before: string; onBack: () => void; onSaid: (words: string) => void }): JSX.Element {
  const [words, setWords] = useState(props.before);
  return (
    <Page
      title={t('hand_over.title')}
      testId="hand-over-screen"
      onBack={props.onBack}
      actions={
        <Button kind="primary" wide testId="said" disabled={words.trim() === ''} onClick={() => props.onSaid(words.trim())}>
          {t('hand_over.next')}
        </Button>
      }
    >
      <h2 class="step-question">{props.text}</h2>
      <Field name="words" label={props.text} hideLabel rows={4} value={words} onInput={setWords} />
    </Page>
  );
}

function Photo(props: { onBack: () => void; onTaken: (hashes: readonly string[]) => void }): JSX.Element {
  const hash = (name: string): string => name.replace(/^sha256:/, '');
  return (
    <PhotoAnswer item={PICTURE} slot="hand_over" seconds={0} keepPhoto={store.keepPhoto} onAnswer={(name) => props.onTaken([hash(String(name))])}>
      {(content, confirm) => (
        <Page
          title={t('hand_over.title')}
          testId="hand-over-screen"
          onBack={props.onBack}
          actions={
            <>
              {confirm}
              <Button wide testId="no-photo" onClick={() => props.onTaken([])}>
                {t('hand_over.photo_none')}
              </Button>
            </>
          }
        >
          <h2 class="step-question">{t('hand_over.photo')}</h2>
          {content}
        </Page>
      )}
    </PhotoAnswer>
  );
}

function Meets(props: { job: JobPack; onBack: () => void; onSaid: (meets: boolean) => void }): JSX.Element {
  const inside = props.job.history.some((step) => step.state === 'inside');
  return (
    <Page
      title={t('hand_over.title')}
      testId="hand-over-screen"
      onBack={props.onBack}
      actions={
        <>
          <Button kind="primary" wide testId="wait-for-next" onClick={() => props.onSaid(true)}>
            {t('hand_over.wait')}
          </Button>
          <Button wide testId="go-now" disabled={inside} onClick={() => props.onSaid(false)}>
            {t('hand_over.go')}
          </Button>
        </>
      }
    >
      <h2 class="step-question">{t('hand_over.meets')}</h2>
      {inside && <Notice tone="warn" title={t('hand_over.inside')} />}
    </Page>
  );
}

/** What was handed over: on the next crew's job to be read and signed before work, on the waiting crew's that it waits. */
export function HandedOver(props: { job: JobPack }): JSX.Element | null {
  const { job } = props;
  const shift = crew.shift.value;
  const got = handedTo(shift, job.id);
  const given = handedFrom(shift, job.id);
  if (got !== null) return <Got job={job} got={got} signs={shift?.leads === true} />;
  if (given === null) return null;
  return (
    <Notice tone="plain" title={t('hand_over.given')} testId="handed-on">
      {given.to_crew_name === null ? t('hand_over.given_nobody') : t('hand_over.given_to', { crew: given.to_crew_name })}
    </Notice>
  );
}

function Got(props: { job: JobPack; got: HandOver; signs: boolean }): JSX.Element {
  const { got } = props;
  const [signing, setSigning] = useState(false);
  const early = got.meets && NOT_THERE.includes(props.job.state);
  return (
    <>
      <Refused entity={got.id} />
      <Notice tone="warn" title={t('hand_over.got', { crew: got.from_crew_name })}>
        <Told got={got} />
        {early && <p class="muted">{t('hand_over.sign_there')}</p>}
        {props.signs && !early && signing && <TakeOver got={got} onSigned={() => setSigning(false)} />}
        {props.signs && !early && !signing && (
          <Button kind="primary" wide testId="take-over" onClick={() => setSigning(true)}>
            {t('hand_over.take')}
          </Button>
        )}
      </Notice>
    </>
  );
}

function TakeOver(props: { got: HandOver; onSigned: () => void }): JSX.Element {
  const { id } = props.got;
  const take = async (signature: unknown): Promise<void> => {
    if ((await crew.act('hand_over.take', id, { signature })) !== null) props.onSigned();
  };
  return (
    <SignatureAnswer item={SIGNED} slot={id} seconds={0} keepPhoto={store.keepPhoto} onAnswer={(signature) => void take(signature)}>
      {(content, confirm) => (
        <>
          {content}
          {confirm}
        </>
      )}
    </SignatureAnswer>
  );
}

function Told(props: { got: HandOver }): JSX.Element {
  const { got } = props;
  return (
    <dl class="crew-told" data-testid="handed-over">
      <dt>{t('hand_over.done')}</dt>
      <dd>{got.done}</dd>
      <dt>{t('hand_over.remaining')}</dt>
      <dd>{got.remaining}</dd>
      <dt>{t('hand_over.isolation')}</dt>
      <dd>{got.isolation_name}</dd>
      <dt>{t('hand_over.earthing')}</dt>
      <dd>{got.earthing_name}</dd>
      {got.open_items.length > 0 && <dd>{t('hand_over.open_items', { n: got.open_items.length })}</dd>}
      {got.meets && <dd class="strong">{t('hand_over.waits')}</dd>}
    </dl>
  );
}
