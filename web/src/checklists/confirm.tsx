import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import type { Item } from './items.ts';

/** Lays out the control in the page and its confirming button at the bottom. */
export type Layout = (control: ComponentChildren, confirm: JSX.Element) => JSX.Element;

export interface AnswerProps {
  readonly item: Item;
  /** Names this answer on the phone, so that a timer survives a reload. */
  readonly slot: string;
  /** `more` goes beside the value, such as what a timer counted. */
  readonly onAnswer: (value: unknown, more?: Readonly<Record<string, unknown>>) => void;
  /** How long a timer has to run here. */
  readonly seconds: number;
  /** Keeps a photo until it is sent, and returns how an answer names it; null where there is no room for it. */
  readonly keepPhoto: (photo: Blob) => Promise<string | null>;
  readonly children: Layout;
}

/** The button that gives the answer; it takes one press, unless that says that it could not be given. */
export function Confirm(props: {
  disabled?: boolean;
  onClick: () => void | Promise<boolean>;
  label?: string;
}): JSX.Element {
  const [sent, setSent] = useState(false);
  const press = async (): Promise<void> => {
    setSent(true);
    if ((await props.onClick()) === false) setSent(false);
  };
  return (
    <Button
      kind="primary"
      wide
      testId="confirm-item"
      disabled={(props.disabled ?? false) || sent}
      onClick={() => void press()}
    >
      {props.label ?? t('action.confirm')}
    </Button>
  );
}
