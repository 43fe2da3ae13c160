import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Permit } from '../../api/index.ts';
import { Button, Dialog } from '../../design/index.ts';
import { ProblemNotice, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { changeConditions } from './actions.ts';
import { ConditionFields, conditionsOf, conditionTexts } from './condition-fields.tsx';

/** Other conditions for a permit that was given; what the crew confirmed for the old ones counts no more. */
export function ConditionsDialog(props: { permit: Permit; onClose: () => void }): JSX.Element {
  const { permit, onClose } = props;
  const [texts, setTexts] = useState(() => conditionTexts(permit));
  const form = useForm();
  // a form inside the decision's own form would be none, so the button acts by itself
  const save = async (): Promise<void> => {
    const given = conditionsOf(texts);
    if (await form.submit(() => changeConditions(permit, given.conditions, given.exit_conditions))) onClose();
  };
  return (
    <Dialog title={t('decision.change_conditions')} onClose={onClose} testId="conditions-dialog">
      <div class="stack">
        <ProblemNotice problem={form.problem} />
        <ConditionFields value={texts} change={(part) => setTexts({ ...texts, ...part })} form={form} autoFocus />
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
