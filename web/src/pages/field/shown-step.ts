import { t } from '../../i18n/index.ts';
import type { FieldAction } from '../../offline/index.ts';
import type { Alarm } from './alarm.ts';
import type { JobPack } from './pack.ts';

/** An action in plain words, for example `Donning: Clean hands · Bình`. */
export function shownStep(action: FieldAction, job: JobPack | undefined): string {
  const { body, kind } = action;
  const member = job?.members.find((each) => each.id === body.member_id)?.name;
  switch (kind) {
    case 'assignment.accept':
      return t('step.accept');
    case 'assignment.decline':
      return t('step.decline');
    case 'assignment.method':
      return t('method.title');
    case 'assignment.transition':
      return t(`assignment.state.${body.to as JobPack['state']}`);
    case 'exposure.breach':
      return t('field.breach');
    case 'emergency.raise':
      return `${t('alarm.bar')}: ${t(`alarm.${(body.what as Alarm | undefined) ?? 'emergency'}`)}`;
    case 'emergency.end':
      return t(body.why === 'false_alarm' ? 'alarm.mistake' : 'alarm.help_came');
    case 'assignment.hand_over':
      return t('hand_over.title');
    case 'hand_over.take':
      return t('hand_over.take');
    case 'shift.sign_on':
      return t('shift.sign_on');
    case 'shift.sign_off':
      return t('shift.sign_off');
    case 'shift.break_begin':
      return t('shift.break.begin');
    case 'shift.break_end':
      return t('shift.break.end');
    case 'shift.unfit':
      return t('shift.unfit.waits');
    case 'vehicle.check':
      return t('shift.vehicle.checked');
    case 'help.ask':
      return t('help.title');
    case 'help.end':
      return t(body.to === 'done' ? 'help.came' : 'help.cancel');
    case 'ppe.return':
      return t('kept.back');
    case 'crew.checkin':
      return t('checkin.all_well');
    case 'exposure.contact':
      return t('field.contact.report');
    case 'work_permit.sign':
      return [t('step.sign'), member].filter(Boolean).join(' · ');
    case 'work_permit.hand_back':
      return t('step.hand_back');
    case 'ppe.check':
      return [t('step.ppe_short'), member].filter(Boolean).join(' · ');
    default: {
      const checklist = job?.checklists.find((each) => each.id === body.checklist_id);
      const item = checklist?.template.items.find((each) => each.key === body.item_key);
      const what = [checklist?.title, item?.label].filter(Boolean).join(': ');
      return [what || t('field.details'), member].filter(Boolean).join(' · ');
    }
  }
}
