import type { JSX } from 'preact';
import type { TextKey } from '../../i18n/index.ts';
import { AuditTab } from './audit/audit-tab.tsx';

/** One tab of the safety desk: its screen lives in a folder of its own beside this file. */
export interface SafetyTab {
  /** Stands in the address after `#`. */
  readonly key: string;
  readonly label: TextKey;
  /** Whoever may do one of these sees the tab; the server decides again. */
  readonly verbs: readonly string[];
  readonly Screen: () => JSX.Element;
}

/** Every tab, in the order shown. A new one is one line here, a folder, and a file of texts. */
export const SAFETY_TABS: readonly SafetyTab[] = [
  { key: 'audit', label: 'safety.tab.audit', verbs: ['audit.jobs', 'audit.read'], Screen: AuditTab },
];
