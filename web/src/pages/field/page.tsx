import type { ComponentChildren, JSX } from 'preact';
import { Button, Icon } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { leavePlace } from './place.ts';

/** A page of the phone with a way back, its content, and what can be done at the thumb. */
export function Page(props: {
  title: string;
  testId?: string;
  onBack?: () => void;
  /** The children lay themselves out, such as a map that fills the page. */
  bare?: boolean;
  actions?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="field-page" data-testid={props.testId}>
      <header class="job-head">
        <Button kind="quiet" icon label={t('action.back')} testId="back" onClick={props.onBack ?? leavePlace}>
          <Icon name="back" size={24} />
        </Button>
        <div class="job-head-text">
          <h1>{props.title}</h1>
        </div>
      </header>
      {props.bare ? (
        props.children
      ) : (
        // It may hold nothing that can be focused: then the keyboard scrolls the page itself.
        <div class="field-scroll stack" tabIndex={0} role="group" aria-label={props.title}>
          {props.children}
        </div>
      )}
      {props.actions && <div class="step-actions">{props.actions}</div>}
    </div>
  );
}
