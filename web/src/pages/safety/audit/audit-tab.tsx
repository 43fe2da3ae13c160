import type { JSX } from 'preact';
import { EmptyState } from '../../../design/index.ts';
import { t } from '../../../i18n/index.ts';

/** Any job as it stood at any past moment, and whether the record of it is whole. */
export function AuditTab(): JSX.Element {
  return <EmptyState title={t('audit.choose')} hint={t('audit.choose_hint')} />;
}
