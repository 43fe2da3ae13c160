import type { JSX } from 'preact';
import { MethodFields } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { changeMethod, methodDraft, methodErrors } from './method.ts';

/** The work method that goes with the next assignment: one look when it is the usual one. */
export function MethodChoice(): JSX.Element {
  return (
    <section class="method-choice" aria-label={t('method.title')} data-testid="method-choice">
      <MethodFields short prefix="assign_" draft={methodDraft.value} change={changeMethod} errors={methodErrors.value} />
    </section>
  );
}
