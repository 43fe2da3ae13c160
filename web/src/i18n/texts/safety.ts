import type { Texts } from './types.ts';

export const safety = {
  'desk.safety': { vi: 'Bàn an toàn', en: 'Safety desk' },
  'safety.tabs': { vi: 'Bàn an toàn', en: 'Safety desk' },
  'safety.tab.audit': { vi: 'Kiểm chứng', en: 'Audit' },
  'safety.not_yours': { vi: 'Bàn này không dành cho vai trò của bạn', en: 'This desk is not for your role' },
  'safety.not_yours_hint': {
    vi: 'Cán bộ an toàn, kiểm tra viên và quản trị viên làm việc ở đây.',
    en: 'HSE officers, auditors and administrators work here.',
  },

  'audit.choose': { vi: 'Chọn một phiếu', en: 'Choose a ticket' },
  'audit.choose_hint': {
    vi: 'Xem công việc ở bất kỳ thời điểm nào đã qua, và ai đã làm gì.',
    en: 'See the job at any past moment, and who did what.',
  },
} as const satisfies Texts;
