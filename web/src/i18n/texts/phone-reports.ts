import type { Texts } from './types.ts';

/** What crews' phones told that a desk has to look at: work told late, borders crossed without leave. */
export const phoneReports = {
  'reports.title': { vi: 'Tổ báo đã làm, hệ thống không cho phép', en: 'The crew says it did what was not allowed' },
  'reports.line': { vi: '{time}: {step}, báo lúc {told}', en: '{time}: {step}, told at {told}' },
  'assignment.step.work_reported': { vi: 'Tổ báo đã làm dù không được phép', en: 'Told by the crew, though not allowed' },
  'assignment.step.words_kept': { vi: 'Ý của tổ được ghi lại', en: 'The crew’s words were kept' },
  'reports.failed_item': { vi: 'một mục kiểm tra không đạt', en: 'an item failed' },
  'crossings.title': { vi: 'Vào vùng hạn chế khi chưa qua chốt', en: 'Inside a zone without leave' },
  'crossings.line': {
    vi: '{crew} vào {zone} lúc {time} khi chưa qua chốt',
    en: '{crew} entered {zone} at {time} without passing the gate',
  },
  'crossings.late': { vi: 'báo muộn, lúc {time}', en: 'told late, at {time}' },
  'crossings.seen': { vi: 'Đã xem', en: 'Seen' },
} as const satisfies Texts;
