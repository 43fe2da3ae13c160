import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { PhotoAnswer, SignatureAnswer, type Item } from '../../checklists/index.ts';
import { Button, EmptyState, Field, Notice } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { handedTo, type HandOver, type OwnShift } from './crew-shift.ts';
import * as crew from './crew-store.ts';
import type { JobPack } from './pack.ts';
import { Page } from './page.tsx';
import { openPlace, showPage } from './place.ts';
import * as store from './store.ts';
import './crew-life.css';

/** The job that is being handed over; the page of its own asks one thing after the other. */
const handing = signal<string | null>(null);

/** Signing and taking a photo are questions like any other, of no checklist. */
const SIGNED = { key: 'hand_over', kind: 'signature', per: 'crew', required: true } as Item;
const PICTURE = { key: 'hand_over_photo', kind: 'photo', per: 'crew', required: false } as Item;
const FROM = ['accepted', 'en_route', 'waiting_entry', 'inside', 'working', 'exiting'];
const WAITING_FROM = ['inside', 'working'];

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

type Said = Readonly<Partial<Record<'cause' | 'done' | 'remaining' | 'isolation' | 'earthing', string>>>;

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

function Questions(props: { job: JobPack; shift: OwnShift }): JSX.Element {
  const { job, shift } = props;
  const [said, setSaid] = useState<Said>({});
  const [photos, setPhotos] = useState<readonly string[] | null>(null);
  const [meets, setMeets] = useState<boolean | null>(null);
  const say = (name: keyof Said, value: string): void => setSaid({ ...said, [name]: value });
  const send = async (signature: string): Promise<void> => {
    const body = { ...said, photos: photos ?? [], meets: meets === true, signature };
    if ((await store.act('assignment.hand_over', job.id, body)) !== null) openPlace(job.id);
  };
  const { choices } = shift;
  if (said.cause === undefined) return <Pick text={t('hand_over.cause')} options={choices.hand_over_causes} onPick={(code) => say('cause', code)} />;
  if (said.done === undefined) return <Words key="done" text={t('hand_over.done')} onSaid={(words) => say('done', words)} />;
  if (said.remaining === undefined) return <Words key="rest" text={t('hand_over.remaining')} onSaid={(words) => say('remaining', words)} />;
  if (said.isolation === undefined) return <Pick text={t('hand_over.isolation')} options={choices.isolation} onPick={(code) => say('isolation', code)} />;
  if (said.earthing === undefined) return <Pick text={t('hand_over.earthing')} options={choices.earthing} onPick={(code) => say('earthing', code)} />;
  if (photos === null) return <Photo onTaken={setPhotos} />;
  if (meets === null && WAITING_FROM.includes(job.state)) return <Meets job={job} onSaid={setMeets} />;
  return (
    <SignatureAnswer item={SIGNED} slot={job.id} seconds={0} keepPhoto={store.keepPhoto} onAnswer={(path) => void send(String(path))}>
      {(content, confirm) => (
        <Page title={t('hand_over.title')} testId="hand-over-screen" actions={confirm}>
          <h2 class="step-question">{t('hand_over.sign')}</h2>
          {content}
        </Page>
      )}
    </SignatureAnswer>
  );
}

function Pick(props: { text: string; options: readonly { code: string; name: string }[]; onPick: (code: string) => void }): JSX.Element {
  return (
    <Page
      title={t('hand_over.title')}
      testId="hand-over-screen"
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

function Words(props: { text: string; onSaid: (words: string) => void }): JSX.Element {
  const [words, setWords] = useState('');
  return (
    <Page
      title={t('hand_over.title')}
      testId="hand-over-screen"
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

function Photo(props: { onTaken: (hashes: readonly string[]) => void }): JSX.Element {
  const hash = (name: string): string => name.replace(/^sha256:/, '');
  return (
    <PhotoAnswer item={PICTURE} slot="hand_over" seconds={0} keepPhoto={store.keepPhoto} onAnswer={(name) => props.onTaken([hash(String(name))])}>
      {(content, confirm) => (
        <Page
          title={t('hand_over.title')}
          testId="hand-over-screen"
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

function Meets(props: { job: JobPack; onSaid: (meets: boolean) => void }): JSX.Element {
  const inside = props.job.history.some((step) => step.state === 'inside');
  return (
    <Page
      title={t('hand_over.title')}
      testId="hand-over-screen"
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

/** On the next crew's job: what was handed over, to be read and signed before work. */
export function HandedOver(props: { job: JobPack }): JSX.Element | null {
  const [signing, setSigning] = useState(false);
  const got = handedTo(crew.shift.value, props.job.id);
  if (got === null) return null;
  return (
    <Notice tone="warn" title={t('hand_over.got', { crew: got.from_crew_name })}>
      <Told got={got} />
      {crew.shift.value?.leads === true &&
        (signing ? (
          <SignatureAnswer
            item={SIGNED}
            slot={got.id}
            seconds={0}
            keepPhoto={store.keepPhoto}
            onAnswer={(signature) => void crew.act('hand_over.take', got.id, { signature })}
          >
            {(content, confirm) => (
              <>
                {content}
                {confirm}
              </>
            )}
          </SignatureAnswer>
        ) : (
          <Button kind="primary" wide testId="take-over" onClick={() => setSigning(true)}>
            {t('hand_over.take')}
          </Button>
        ))}
    </Notice>
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
