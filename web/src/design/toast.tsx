import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface ToastMessage {
  readonly id: number;
  readonly tone: 'plain' | 'ok' | 'danger';
  readonly title: string;
  readonly detail?: string | undefined;
  /** One thing that can still be done about it, such as taking it back. */
  readonly action?: ToastAction | undefined;
}

const SHOWN_MS = 5000;
/** Long enough to see a slip and take it back. */
const ACTION_SHOWN_MS = 10_000;
/** An error stays long enough to be read twice; what it is about stays on the page itself. */
const ERROR_SHOWN_MS = 12_000;
const messages = signal<readonly ToastMessage[]>([]);
let lastId = 0;

/** Say what just happened; it leaves by itself, an error later than good news. Returns what `dismissToast` takes. */
export function toast(tone: ToastMessage['tone'], title: string, detail?: string, action?: ToastAction): number {
  const id = ++lastId;
  messages.value = [...messages.value.slice(-3), { id, tone, title, detail, action }];
  const shownMs = tone === 'danger' ? ERROR_SHOWN_MS : action ? ACTION_SHOWN_MS : SHOWN_MS;
  setTimeout(() => dismissToast(id), shownMs);
  return id;
}

export function dismissToast(id: number): void {
  messages.value = messages.value.filter((message) => message.id !== id);
}

/** The place where toasts appear; one per page. */
export function Toasts(): JSX.Element {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {messages.value.map((message) => (
        <div class="toast" key={message.id} data-tone={message.tone} data-testid="toast">
          <div>
            <div class="strong">{message.title}</div>
            {message.detail && <div class="muted">{message.detail}</div>}
          </div>
          <div class="toast-steps">
            {message.action && <ToastStep message={message} action={message.action} />}
            <Button kind="quiet" icon label={t('action.dismiss')} onClick={() => dismissToast(message.id)}>
              <Icon name="close" />
            </Button>
          </div>
        </div>
      ))}
    </div>
  );
}

function ToastStep(props: { message: ToastMessage; action: ToastAction }): JSX.Element {
  const step = (): void => {
    dismissToast(props.message.id);
    props.action.run();
  };
  return (
    <Button onClick={step} testId="toast-action">
      {props.action.label}
    </Button>
  );
}
