import type { JSX } from 'preact';
import { Choices, Field } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import { methodReasonOf, type MethodDraft, type MethodErrors } from './method.ts';

export interface MethodFieldsProps {
  readonly draft: MethodDraft;
  readonly change: (part: Partial<MethodDraft>) => void;
  readonly errors?: MethodErrors;
  /** Begins the controls' names, where two such forms may be on one page. */
  readonly prefix?: string;
  /** One line for the reason, without its label while the usual one will do. */
  readonly short?: boolean;
}

/** Dead-line or live-line at which voltage, with the reason: that decides grades and papers. Live-line names its procedure. */
export function MethodFields(props: MethodFieldsProps): JSX.Element {
  const { draft, change, errors = {}, prefix = '', short = false } = props;
  const live = draft.method === 'live_line';
  return (
    <>
      <Choices
        legend={t('method.title')}
        name={`${prefix}method`}
        chosen={[draft.method]}
        options={[
          { value: 'dead_line', label: t('method.dead_line') },
          { value: 'live_line', label: t('method.live_line') },
        ]}
        onChange={([method]) => change({ method: method as MethodDraft['method'] })}
      />
      <Choices
        legend={t('method.voltage')}
        name={`${prefix}voltage`}
        chosen={[draft.voltage]}
        options={[
          { value: 'lv', label: t('method.voltage.lv') },
          { value: 'hv', label: t('method.voltage.hv') },
        ]}
        onChange={([voltage]) => change({ voltage: voltage as MethodDraft['voltage'] })}
      />
      {live && <LiveLine {...props} />}
      <Field
        name={`${prefix}reason`}
        label={t('field.reason')}
        hideLabel={short && !live}
        placeholder={t('method.reason_hint')}
        {...(!short && { rows: 2 })}
        value={methodReasonOf(draft)}
        onInput={(reason) => change({ reason })}
        error={errors.reason}
      />
    </>
  );
}

function LiveLine({ draft, change, errors = {}, prefix = '' }: MethodFieldsProps): JSX.Element {
  return (
    <Field
      name={`${prefix}procedure`}
      label={t('method.procedure')}
      hint={t('method.procedure_hint')}
      value={draft.procedure}
      onInput={(procedure) => change({ procedure })}
      error={errors.procedure}
    />
  );
}
