import type { FieldAction } from '../../offline/index.ts';
import type { Checklist, Entry, JobPack } from './pack.ts';

/**
 * The job as the crew left it: the server's word with the actions that still wait in the queue laid over it.
 *
 * Passing the gate is never assumed: without the server's yes nobody is inside.
 */
export function withPending(pack: JobPack, actions: readonly FieldAction[]): JobPack {
  return actions.filter((action) => action.entity === pack.id).reduce(applyAction, pack);
}

function applyAction(pack: JobPack, action: FieldAction): JobPack {
  switch (action.kind) {
    case 'assignment.accept':
      return { ...pack, state: 'accepted' };
    case 'assignment.decline':
      return { ...pack, state: 'declined' };
    case 'assignment.transition': {
      const to = action.body.to as JobPack['state'];
      return to === 'inside' ? pack : { ...pack, state: to };
    }
    case 'assignment.method':
      return { ...pack, work_method: action.body.work_method as JobPack['work_method'] };
    case 'ppe.check': {
      const { member_id } = action.body;
      const members = pack.members.map((each) => (each.id === member_id ? { ...each, ppe_checked: true } : each));
      return { ...pack, members, ppe: ((pack.ppe as JobPack['ppe'] | undefined) ?? []).map((each) => (each.member_id === member_id ? handedOver(each) : each)) };
    }
    case 'work_permit.sign': {
      const paper = pack.work_permit;
      if (!paper) return pack;
      return { ...pack, work_permit: { ...paper, missing: paper.missing.filter(({ role }) => role !== action.body.role) } };
    }
    case 'work_permit.hand_back':
      return pack.work_permit ? { ...pack, work_permit: { ...pack.work_permit, state: 'handed_back' } } : pack;
    case 'checklist.entry': {
      const { checklist_id } = action.body;
      const checklists = pack.checklists.map((each) => (each.id === checklist_id ? withEntry(each, action) : each));
      return { ...pack, checklists };
    }
    case 'crew.checkin': {
      const { checkin } = pack;
      if (!checkin) return pack;
      const due = new Date(Date.parse(action.device_time) + checkin.every_seconds * 1_000).toISOString();
      // An older word that still waits must not take back a newer one that the server has.
      return due <= checkin.due_at ? pack : { ...pack, checkin: { ...checkin, checked_at: action.device_time, due_at: due } };
    }
    case 'exposure.contact': {
      const named = (action.body.members as readonly string[] | undefined) ?? [];
      const told = named.length > 0 ? named : pack.members.map((each) => each.id);
      return { ...pack, contacts_told: [...pack.contacts_told, ...told] };
    }
    default:
      return pack;
  }
}

function handedOver(set: JobPack['ppe'][number]): JobPack['ppe'][number] {
  return { ...set, items: set.items.map((each) => ({ ...each, state: 'issued' as const })) };
}

function withEntry(checklist: Checklist, action: FieldAction): Checklist {
  const { item_key, member_id, outcome, value } = action.body as unknown as Entry;
  const critical = checklist.template.items.some((item) => item.key === item_key && item.critical);
  return {
    ...checklist,
    ...(outcome === 'failed' && critical && { state: 'failed' as const }),
    entries: [...checklist.entries, { id: action.action_id, item_key, member_id: member_id ?? null, outcome, value }],
  };
}

/** Whether the crew has asked to go in and the server has not answered yet. */
export function isAsking(pack: JobPack, actions: readonly FieldAction[]): boolean {
  return actions.some((action) => action.entity === pack.id && action.body.to === 'inside');
}
