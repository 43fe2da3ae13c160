import type { Texts } from './types.ts';

export const console = {
  'console.list': { vi: 'Danh sách phiếu', en: 'Ticket list' },
  'console.detail': { vi: 'Phiếu đang xem', en: 'Open ticket' },
  'console.tab.ticket': { vi: 'Phiếu', en: 'Ticket' },
  'console.tab.crews': { vi: 'Tổ phù hợp', en: 'Crews' },
  'console.tab.work': { vi: 'Phân công', en: 'Assignments' },
  'console.tab.list': { vi: 'Danh sách', en: 'List' },
  'console.tab.map': { vi: 'Bản đồ', en: 'Map' },
  'console.new': { vi: 'Phiếu mới', en: 'New ticket' },
  'console.help': { vi: 'Phím tắt', en: 'Keyboard' },
  'console.cancel_ticket': { vi: 'Hủy phiếu', en: 'Cancel ticket' },
  'console.close_ticket': { vi: 'Đóng phiếu', en: 'Close ticket' },
  'console.transition_done': { vi: 'Đã cập nhật {number}', en: '{number} updated' },

  'keys.search': { vi: 'Tìm phiếu', en: 'Search tickets' },
  'keys.move': { vi: 'Phiếu sau, phiếu trước', en: 'Next, previous ticket' },
  'keys.open': { vi: 'Mở phiếu', en: 'Open the ticket' },
  'keys.candidate': { vi: 'Tổ sau, tổ trước', en: 'Next, previous crew' },
  'keys.assign': { vi: 'Giao cho tổ đang chọn', en: 'Assign to the selected crew' },
  'keys.new': { vi: 'Phiếu mới', en: 'New ticket' },
  'keys.fit': { vi: 'Bản đồ: xem tất cả', en: 'Map: fit everything' },
  'keys.escape': { vi: 'Đóng, bỏ chọn', en: 'Close, deselect' },
  'keys.help': { vi: 'Bảng phím này', en: 'This help' },
} as const satisfies Texts;
