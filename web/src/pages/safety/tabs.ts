import type { JSX } from 'preact';
import type { TextKey } from '../../i18n/index.ts';
import { AuditTab } from './audit/audit-tab.tsx';
import { CombinationsTab } from './combinations/combinations-tab.tsx';
import { PeopleRulesTab } from './people-rules/people-rules-tab.tsx';
import { PpeTab } from './ppe/ppe-tab.tsx';
import { ExposuresTab } from './exposures/exposures-tab.tsx';
import { StandDownsTab } from './stand-downs/stand-downs-tab.tsx';
import { TraceTab } from './trace/trace-tab.tsx';
import { FollowUpsTab } from './follow-ups/follow-ups-tab.tsx';
import { PrivacyTab } from './privacy/privacy-tab.tsx';
import { TemplatesTab } from './templates/templates-tab.tsx';

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
  { key: 'exposures', label: 'safety.tab.exposures', verbs: ['exposures.read'], Screen: ExposuresTab },
  { key: 'trace', label: 'safety.tab.trace', verbs: ['exposures.read'], Screen: TraceTab },
  { key: 'stand-downs', label: 'safety.tab.stand_downs', verbs: ['exposures.read'], Screen: StandDownsTab },
  { key: 'combinations', label: 'safety.tab.combinations', verbs: ['combinations.sign', 'audit.jobs'], Screen: CombinationsTab },
  { key: 'people-rules', label: 'safety.tab.people_rules', verbs: ['people_rules.write', 'audit.jobs'], Screen: PeopleRulesTab },
  { key: 'audit', label: 'safety.tab.audit', verbs: ['audit.jobs', 'audit.read'], Screen: AuditTab },
  { key: 'follow-ups', label: 'safety.tab.follow_ups', verbs: ['follow_ups.resolve', 'audit.jobs'], Screen: FollowUpsTab },
  { key: 'templates', label: 'safety.tab.templates', verbs: ['templates.write', 'audit.jobs'], Screen: TemplatesTab },
  { key: 'ppe', label: 'safety.tab.ppe', verbs: ['ppe.read'], Screen: PpeTab },
  { key: 'privacy', label: 'safety.tab.privacy', verbs: ['privacy.read', 'privacy.requests'], Screen: PrivacyTab },
];
