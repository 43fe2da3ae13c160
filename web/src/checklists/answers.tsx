import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Choices, Field } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import { Confirm, type AnswerProps } from './confirm.tsx';
import { problemOfNumber, readNumber } from './numbers.ts';
import type { Item } from './items.ts';
import { PhotoAnswer } from './photo.tsx';
import { SignatureAnswer } from './signature.tsx';
import { TimerAnswer } from './timer.tsx';

const CONTROLS: Readonly<Record<Item['kind'], (props: AnswerProps) => JSX.Element>> = {
  confirm: ConfirmAnswer,
  choice: ChoiceAnswer,
  number: NumberAnswer,
  text: TextAnswer,
  photo: PhotoAnswer,
  signature: SignatureAnswer,
  timer: TimerAnswer,
};

/** The control that the item's kind asks for. */
export function AnswerControl(props: AnswerProps): JSX.Element {
  const Control = CONTROLS[props.item.kind];
  return <Control {...props} />;
}

function ConfirmAnswer(props: AnswerProps): JSX.Element {
  return props.children(null, <Confirm label={t('item.confirm')} onClick={() => props.onAnswer(true)} />);
}

function ChoiceAnswer(props: AnswerProps): JSX.Element {
  const [chosen, setChosen] = useState<string | null>(null);
  return props.children(
    <div class="question-choices">
      <Choices
        legend=""
        name={props.item.key}
        options={props.item.choices ?? []}
        chosen={chosen === null ? [] : [chosen]}
        onChange={([value]) => setChosen(value ?? null)}
      />
    </div>,
    <Confirm disabled={chosen === null} onClick={() => props.onAnswer(chosen)} />,
  );
}

function NumberAnswer(props: AnswerProps): JSX.Element {
  const [text, setText] = useState('');
  const problem = problemOfNumber(props.item, text);
  const unit = props.item.unit ? ` (${props.item.unit})` : '';
  return props.children(
    <Field
      name="answer"
      label={`${props.item.label}${unit}`}
      hideLabel={unit === ''}
      inputMode="decimal"
      value={text}
      onInput={setText}
      error={text === '' ? undefined : (problem ?? undefined)}
    />,
    <Confirm disabled={problem !== null} onClick={() => props.onAnswer(readNumber(text))} />,
  );
}

function TextAnswer(props: AnswerProps): JSX.Element {
  const [text, setText] = useState('');
  return props.children(
    <Field name="answer" label={props.item.label} hideLabel rows={3} value={text} onInput={setText} />,
    <Confirm disabled={text.trim() === ''} onClick={() => props.onAnswer(text.trim())} />,
  );
}
