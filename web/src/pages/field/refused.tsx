import type { JSX } from 'preact';
import { Button, Notice } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { dismissRefusal, refusals } from './aftermath.ts';
import { Sides } from './sides.tsx';

/** What the service did not do about a job or a hand-over, why, and both values where two disagree. */
export function Refused(props: { entity: string }): JSX.Element | null {
  const refusal = refusals.value.get(props.entity);
  if (refusal === undefined) return null;
  const { outcome, reasons, detail } = refusal.answer as typeof refusal.answer & { detail?: string | null };
  const title = outcome === 'conflict' ? 'field.outcome.conflict' : 'field.outcome.rejected';
  return (
    <Notice tone="danger" title={t(title)} testId="refused">
      <div class="strong">
        {refusal.step}
        {refusal.others > 0 && ` (+${refusal.others})`}
      </div>
      {reasons && reasons.length > 0 ? (
        <ul>
          {reasons.map((reason) => (
            <li key={reason.code} data-code={reason.code}>
              {reason.text}
            </li>
          ))}
        </ul>
      ) : (
        <div>{detail ?? t('field.refused_hint')}</div>
      )}
      <Sides answer={refusal.answer} />
      <Button onClick={() => dismissRefusal(props.entity)}>{t('action.dismiss')}</Button>
    </Notice>
  );
}
