import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button } from '../design/index.ts';
import { ReasonDialog } from '../forms/index.ts';
import { t } from '../i18n/index.ts';
import { AnswerControl } from './answers.tsx';
import type { Item } from './items.ts';
import './questions.css';

export interface Answered {
  readonly outcome: 'ok' | 'na' | 'failed';
  readonly value?: unknown;
  readonly reason?: string;
  /** What goes beside the value, such as what a timer counted. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface QuestionProps {
  readonly title: string;
  readonly item: Item;
  /** Whose answer it is; null for the crew's. */
  readonly memberName: string | null;
  readonly done: number;
  readonly total: number;
  readonly slot: string;
  readonly seconds: number;
  readonly keepPhoto: (photo: Blob) => Promise<string | null>;
  readonly onAnswer: (answered: Answered) => Promise<unknown>;
  /** Lays out the question in the middle and its buttons at the thumb. */
  readonly layout: (body: JSX.Element, actions: ComponentChildren) => JSX.Element;
}

/** One question of a checklist as a crew sees it: on the phone, and in the preview of whoever writes the list. */
export function QuestionFace(props: QuestionProps): JSX.Element {
  const { item } = props;
  const [refusing, setRefusing] = useState<'failed' | 'na' | null>(null);
  const others = (
    <div class="step-others">
      {!item.required && (
        <Button kind="quiet" testId="item-na" onClick={() => setRefusing('na')}>
          {t('item.na')}
        </Button>
      )}
      <Button kind="quiet" testId="item-failed" onClick={() => setRefusing('failed')}>
        {t('item.not_ok')}
      </Button>
    </div>
  );
  return (
    <AnswerControl
      item={item}
      slot={props.slot}
      seconds={props.seconds}
      keepPhoto={props.keepPhoto}
      onAnswer={(value, more) => void props.onAnswer({ outcome: 'ok', value, ...(more && { more }) })}
    >
      {(control, confirm) =>
        props.layout(
          <div class="question" data-testid="question" data-slot={props.slot}>
            <div class="spread">
              <span class="muted">{props.title}</span>
              <span class="muted">{t('checklist.progress', { done: props.done + 1, total: props.total })}</span>
            </div>
            <progress max={props.total} value={props.done} aria-label={props.title} />
            {props.memberName !== null && <p class="question-member">{t('item.for', { name: props.memberName })}</p>}
            {item.critical && (
              <div>
                <Badge tone="danger">{t('item.critical')}</Badge>
              </div>
            )}
            {control}
            {refusing !== null && (
              <ReasonDialog
                title={t(refusing === 'na' ? 'item.na' : 'item.not_ok_title')}
                confirm={t('action.confirm')}
                kind={refusing === 'failed' ? 'danger' : 'primary'}
                send={(reason) => props.onAnswer({ outcome: refusing, reason })}
                onClose={() => setRefusing(null)}
              />
            )}
          </div>,
          <>
            {confirm}
            {others}
          </>,
        )
      }
    </AnswerControl>
  );
}
