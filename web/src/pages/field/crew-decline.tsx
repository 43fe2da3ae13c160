import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Choices, Dialog, Field } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import * as crew from './crew-store.ts';
import * as store from './store.ts';

/** Why the crew does not take a job: a reason of the list, and words where the list does not say it. */
export function DeclineDialog(props: { jobId: string; onClose: () => void }): JSX.Element {
  const [code, setCode] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const reasons = crew.shift.value?.choices.decline_reasons ?? [];
  const said = words.trim();
  const enough = said !== '' || (code !== null && code !== 'other');
  const send = async (): Promise<void> => {
    const body = { ...(code !== null && { reason_code: code }), ...(said !== '' && { reason: said }) };
    if ((await store.act('assignment.decline', props.jobId, body)) !== null) props.onClose();
  };
  return (
    <Dialog title={t('decline.ask')} testId="decline-dialog" onClose={props.onClose}>
      <div class="stack">
        {reasons.length > 0 && (
          <Choices
            legend={t('decline.ask')}
            asked
            name="reason_code"
            options={reasons.map((each) => ({ value: each.code, label: each.name }))}
            chosen={code === null ? [] : [code]}
            onChange={([chosen]) => setCode(chosen ?? null)}
          />
        )}
        <Field
          name="reason"
          label={t('decline.more')}
          optional={code !== null && code !== 'other'}
          rows={2}
          value={words}
          onInput={setWords}
        />
        <Button kind="danger" wide testId="decline-confirm" disabled={!enough} onClick={() => void send()}>
          {t('step.decline')}
        </Button>
      </div>
    </Dialog>
  );
}
