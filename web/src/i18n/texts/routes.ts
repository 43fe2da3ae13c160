import type { Texts } from './types.ts';

export const routes = {
  'route.title': { vi: 'Đường đi', en: 'Way there' },
  'route.none': {
    vi: 'Không có đường đến nơi làm việc: đường bị đóng hoặc vùng cấm đi qua.',
    en: 'There is no way to the place: roads are closed, or a zone may not be driven through.',
  },
  'route.from.position': { vi: 'từ vị trí hiện tại của tổ', en: 'from where the crew is' },
  'route.from.base': { vi: 'từ trụ sở của tổ', en: 'from the crew’s base' },
  'route.estimate': { vi: 'Ước tính đường thẳng', en: 'Straight-line estimate' },
  'route.fallback': { vi: 'Ước tính đường thẳng: máy chủ chỉ đường không trả lời', en: 'Straight-line estimate: routing server does not answer' },
  'route.by_road': { vi: 'Theo đường bộ', en: 'By road' },
  'route.crossings': { vi: 'Các vùng trên đường đi', en: 'Zones on the way' },
  'route.transit_permit': { vi: 'Cần giấy phép đi qua', en: 'Transit permit needed' },
  'route.gates': { vi: 'Chốt trên đường: {names}', en: 'Control points on the way: {names}' },
  'route.all_inside': { vi: 'suốt đường đi', en: 'all the way' },
  'route.until': { vi: 'ra sau {at}', en: 'out after {at}' },
  'route.since': { vi: 'vào sau {at}', en: 'in after {at}' },
  'route.between': { vi: 'từ {from} đến {to}', en: 'from {from} to {to}' },
} as const satisfies Texts;
