import { alarms } from './alarms.ts';
import { authorities } from './authorities.ts';
import { chase } from './chase.ts';
import { checklists } from './checklists.ts';
import { closures } from './closures.ts';
import { common } from './common.ts';
import { console } from './console.ts';
import { crewLife } from './crew-life.ts';
import { dispatch } from './dispatch.ts';
import { exposures } from './exposures.ts';
import { field } from './field.ts';
import { fieldPhone } from './field-phone.ts';
import { guard } from './guard.ts';
import { incidents } from './incidents.ts';
import { liaison } from './liaison.ts';
import { orders } from './orders.ts';
import { people } from './people.ts';
import { peopleRules } from './people-rules.ts';
import { permits } from './permits.ts';
import { phoneReports } from './phone-reports.ts';
import { plans } from './plans.ts';
import { ppe } from './ppe.ts';
import { privacy } from './privacy.ts';
import { pushes } from './pushes.ts';
import { routes } from './routes.ts';
import { safety } from './safety.ts';
import { templates } from './templates.ts';
import { tickets } from './tickets.ts';
import { zoneDesk } from './zone-desk.ts';
import { zones } from './zones.ts';

/** Every text of the browser side. A new room adds its own file and one line here. */
export const TEXTS = { ...alarms, ...authorities, ...chase, ...checklists, ...closures, ...common, ...console, ...crewLife, ...dispatch, ...exposures, ...field, ...fieldPhone, ...guard, ...incidents, ...liaison, ...orders, ...people, ...peopleRules, ...permits, ...phoneReports, ...plans, ...ppe, ...privacy, ...pushes, ...routes, ...safety, ...templates, ...tickets, ...zoneDesk, ...zones };

export type TextKey = keyof typeof TEXTS;
