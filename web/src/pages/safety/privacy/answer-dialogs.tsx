import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, type PrivacyEffect, type PrivacyRequest, type Problem } from '../../../api/index.ts';
import { Dialog, ErrorState, Field, Select, Skeleton } from '../../../design/index.ts';
import { FormDialog, useForm } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { effectText } from './effects.ts';
import * as store from './privacy-store.ts';

const GROUNDS = ['not_identified', 'still_employed', 'legal_duty', 'dispute', 'excessive'] as const;

/** What goes and what stays is named first; a word has to be typed. */
export function EraseDialog(props: { one: PrivacyRequest; onClose: () => void }): JSX.Element {
  const { one, onClose } = props;
  const [effects, setEffects] = useState<PrivacyEffect[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = (): void => {
    setProblem(null);
    store.preview(one).then(setEffects, (error: unknown) => setProblem(asProblem(error)));
  };
  useEffect(look, []);
  const title = t('privacy.erase_title', { name: one.who });
  if (effects !== null) return <Confirm one={one} effects={effects} title={title} onClose={onClose} />;
  return (
    <Dialog title={title} onClose={onClose}>
      {problem === null ? <Skeleton lines={5} /> : <ErrorState title={problem.title} remedy={problem.explanation} onRetry={look} />}
    </Dialog>
  );
}

function Confirm(props: {
  one: PrivacyRequest;
  effects: readonly PrivacyEffect[];
  title: string;
  onClose: () => void;
}): JSX.Element {
  const form = useForm();
  const [typed, setTyped] = useState('');
  const word = t('privacy.erase_word');
  const label = t('privacy.erase_type', { word });
  const fits = typed.trim().toLowerCase() === word;
  return (
    <FormDialog
      title={props.title}
      confirm={t('privacy.erase_now')}
      confirmKind="danger"
      confirmTestId="erase-now"
      form={form}
      check={() => ({ ...(!fits && { word: label }) })}
      send={() => store.erase(props.one)}
      onClose={props.onClose}
    >
      <Part title={t('privacy.erase_goes')} effects={props.effects.filter((each) => each.kept === null)} />
      <Part title={t('privacy.erase_stays')} effects={props.effects.filter((each) => each.kept !== null)} />
      <Field name="word" label={label} value={typed} onInput={setTyped} error={form.errorOf('word')} />
    </FormDialog>
  );
}

function Part(props: { title: string; effects: readonly PrivacyEffect[] }): JSX.Element {
  return (
    <div>
      <h3 class="privacy-part-title">{props.title}</h3>
      {props.effects.length === 0 && <p class="muted">{t('privacy.nothing')}</p>}
      <ul class="privacy-effects">
        {props.effects.map((each) => (
          <li key={`${each.what}-${each.kept}`}>{effectText(each)}</li>
        ))}
      </ul>
    </div>
  );
}

/** A refusal names its ground. */
export function RefuseDialog(props: { one: PrivacyRequest; onClose: () => void }): JSX.Element {
  const form = useForm();
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('not_identified');
  return (
    <FormDialog
      title={t('privacy.refuse_title', { name: props.one.who })}
      confirm={t('privacy.refuse')}
      confirmKind="danger"
      form={form}
      send={() => store.refuse(props.one, ground)}
      onClose={props.onClose}
    >
      <Select
        name="ground"
        label={t('privacy.ground')}
        value={ground}
        options={GROUNDS.map((each) => ({ value: each, label: t(`privacy.ground.${each}`) }))}
        onChange={(value) => setGround(value as (typeof GROUNDS)[number])}
      />
    </FormDialog>
  );
}
