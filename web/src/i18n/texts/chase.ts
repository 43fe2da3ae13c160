import type { Texts } from './types.ts';

export const chase = {
  'chase.button': { vi: 'Xin phép', en: 'Permits' },
  'chase.late_of': { vi: '{late} quá hạn/{n}', en: '{late} late of {n}' },
  'chase.title': { vi: 'Giấy vào vùng đang chờ', en: 'Permits that wait' },
  'chase.none': { vi: 'Không có giấy nào đang chờ', en: 'No permit waits' },
  'chase.none_hint': { vi: 'Đề nghị mới hiện ở đây đến khi có trả lời.', en: 'Requests stand here until they are answered.' },
  'chase.draft': { vi: 'Chưa gửi', en: 'Not sent' },
  'chase.no_due': { vi: 'Không có hạn', en: 'No deadline' },
  'chase.not_asked': { vi: '{authority} · chưa được hỏi', en: '{authority} · not asked yet' },
  'chase.rung': { vi: 'cấp thứ {n}', en: 'level {n} of the ladder' },
  'chase.remind': { vi: 'nhắc lúc {time}', en: 'reminder {time}' },
  'chase.reminded': { vi: 'đã nhắc {time}', en: 'reminded {time}' },
  'chase.next': { vi: 'sau đó hỏi {authority}', en: 'then {authority} is asked' },
  'chase.last': { vi: 'không còn cấp trên', en: 'nobody above them' },
  'chase.contacts': { vi: 'Liên hệ', en: 'How to reach them' },
  'chase.no_contacts': { vi: 'Chưa có số điện thoại của cơ quan này', en: 'No number of this authority is on record' },
  'chase.job': { vi: 'Mở phiếu {number}', en: 'Open {number}' },
} as const satisfies Texts;
