import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Permit } from '../../api/index.ts';
import { Button, Dialog, Field } from '../../design/index.ts';
import { ProblemNotice, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { changeConditions } from './actions.ts';
import { conditionLines } from './requests.ts';

/** Other conditions for a permit that was given; what the crew confirmed for the old ones counts no more. */
export function ConditionsDialog(props: { permit: Permit; onClose: () => void }): JSX.Element {
  const { permit, onClose } = props;
  const [entry, setEntry] = useState(permit.conditions.join('\n'));
  const [exit, setExit] = useState(permit.exit_conditions.join('\n'));
  const form = useForm();
  // a form inside the decision's own form would be none, so the button acts by itself
  const save = async (): Promise<void> => {
    const given = [conditionLines(entry), conditionLines(exit)] as const;
    if (await form.submit(() => changeConditions(permit, ...given))) onClose();
  };
  return (
    <Dialog title={t('decision.change_conditions')} onClose={onClose} testId="conditions-dialog">
      <div class="stack">
        <ProblemNotice problem={form.problem} />
        <Field
          name="new_conditions"
          label={t('permit.conditions')}
          hint={t('decision.entry_hint')}
          rows={3}
          optional
          autoFocus
          value={entry}
          onInput={setEntry}
        />
        <Field
          name="new_exit_conditions"
          label={t('permit.exit_conditions')}
          hint={t('decision.exit_hint')}
          rows={2}
          optional
          value={exit}
          onInput={setExit}
        />
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" busy={form.busy} testId="conditions-save" onClick={() => void save()}>
            {t('decision.change_conditions')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
