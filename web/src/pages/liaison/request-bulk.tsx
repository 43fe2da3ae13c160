import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Permit } from '../../api/index.ts';
import { Button, Notice } from '../../design/index.ts';
import { FormDialog, ReasonDialog, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { answerAll } from './actions.ts';
import { ConditionFields, conditionsOf, NO_CONDITIONS } from './condition-fields.tsx';
import { answering, clearMarks, markedPermits } from './request-marks.ts';

/** What can be answered for all marked requests in one go. */
export function BulkBar(): JSX.Element | null {
  const permits = markedPermits.value;
  if (permits.length === 0) return null;
  return (
    <div class="desk-bulk" role="region" aria-label={t('requests.marked', { n: permits.length })} data-testid="bulk-bar">
      <span class="strong">{t('requests.marked', { n: permits.length })}</span>
      <span class="cluster">
        <Button kind="quiet" onClick={clearMarks}>
          {t('requests.clear')}
        </Button>
        <Button kind="danger" testId="bulk-deny" onClick={() => (answering.value = 'denied')}>
          {t('requests.deny')} <kbd aria-hidden="true">d</kbd>
        </Button>
        <Button kind="primary" testId="bulk-approve" onClick={() => (answering.value = 'approved')}>
          {t('requests.approve')} <kbd aria-hidden="true">a</kbd>
        </Button>
      </span>
      {answering.value === 'approved' && <ApproveAll permits={permits} />}
      {answering.value === 'denied' && <DenyAll permits={permits} />}
    </div>
  );
}

function close(): void {
  answering.value = null;
}

function ApproveAll(props: { permits: readonly Permit[] }): JSX.Element {
  const { permits } = props;
  const [texts, setTexts] = useState(NO_CONDITIONS);
  const form = useForm();
  return (
    <FormDialog
      title={t('requests.approve_title', { n: permits.length })}
      confirm={t('requests.approve')}
      form={form}
      send={() => answerAll(permits, { to: 'approved', ...conditionsOf(texts) })}
      onClose={close}
      testId="bulk-dialog"
      confirmTestId="bulk-confirm"
      explain={
        <>
          <Notice>{t('requests.all_hint')}</Notice>
          <p class="muted">{permits.map((permit) => permit.number).join(', ')}</p>
        </>
      }
    >
      <ConditionFields value={texts} change={(part) => setTexts({ ...texts, ...part })} form={form} autoFocus />
    </FormDialog>
  );
}

function DenyAll(props: { permits: readonly Permit[] }): JSX.Element {
  return (
    <ReasonDialog
      title={t('requests.deny_title', { n: props.permits.length })}
      confirm={t('requests.deny')}
      kind="danger"
      hint={t('decision.deny_hint')}
      send={(reason) => answerAll(props.permits, { to: 'denied', reason })}
      onClose={close}
    />
  );
}
