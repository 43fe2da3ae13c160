import type { JSX } from 'preact';
import { Choices, Field } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { changeMethod, methodDraft, methodErrors, methodReason } from './method.ts';

/** The work method that goes with the next assignment: one look when it is the usual one. */
export function MethodChoice(): JSX.Element {
  const draft = methodDraft.value;
  const errors = methodErrors.value;
  const live = draft.method === 'live_line';
  return (
    <section class="method-choice" aria-label={t('method.title')} data-testid="method-choice">
      <Choices
        legend={t('method.title')}
        name="assign_method"
        chosen={[draft.method]}
        options={[
          { value: 'dead_line', label: t('method.dead_line') },
          { value: 'live_line', label: t('method.live_line') },
        ]}
        onChange={([method]) => changeMethod({ method: method as typeof draft.method })}
      />
      {live && <LiveLine />}
      <Field
        name="assign_reason"
        label={t('field.reason')}
        hideLabel={!live}
        placeholder={t('method.reason_hint')}
        value={methodReason.value}
        onInput={(reason) => changeMethod({ reason })}
        error={errors.reason}
      />
    </section>
  );
}

/** Live-line work names its procedure, and the voltage that decides the grades it takes. */
function LiveLine(): JSX.Element {
  const draft = methodDraft.value;
  return (
    <>
      <Choices
        legend={t('method.voltage')}
        name="assign_voltage"
        chosen={[draft.voltage]}
        options={[
          { value: 'lv', label: t('method.voltage.lv') },
          { value: 'hv', label: t('method.voltage.hv') },
        ]}
        onChange={([voltage]) => changeMethod({ voltage: voltage as typeof draft.voltage })}
      />
      <Field
        name="assign_procedure"
        label={t('method.procedure')}
        hint={t('method.procedure_hint')}
        value={draft.procedure}
        onInput={(procedure) => changeMethod({ procedure })}
        error={methodErrors.value.procedure}
      />
    </>
  );
}
