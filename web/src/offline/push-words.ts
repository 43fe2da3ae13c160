/** What a notification says; a push itself holds no words, and whoever looks over a shoulder learns nothing from these. */
export interface Words {
  readonly title: string;
  readonly body: string;
}

type Lang = 'vi' | 'en';
type Loudness = 'danger' | 'order' | 'news';

/** Kinds of which the service says that somebody is in danger (`compliance/push_following.py`). */
export const DANGERS: readonly string[] = [
  'zone.around',
  'zone.unadmitted',
  'stay.over',
  'permit.revoked',
  'permit.lapsed_inside',
  'weather.stop',
  'exposure.breach',
  'emergency.raised',
  'checkin.missed',
];
const ORDERS: readonly string[] = ['assignment.new', 'assignment.reminder'];

const WORDS: Readonly<Record<Loudness, Readonly<Record<Lang, Words>>>> = {
  danger: {
    vi: { title: 'KHẨN CẤP', body: 'Dừng lại. Mở ứng dụng ngay, hoặc gọi điều độ.' },
    en: { title: 'EMERGENCY', body: 'Stop. Open the app now, or call the dispatcher.' },
  },
  order: {
    vi: { title: 'Việc mới', body: 'Có việc cho tổ của bạn. Mở ứng dụng để xem và nhận.' },
    en: { title: 'New job', body: 'There is a job for your crew. Open the app to look and accept.' },
  },
  news: {
    vi: { title: 'Tin mới', body: 'Có tin về việc của tổ. Mở ứng dụng để xem.' },
    en: { title: 'News', body: 'There is news about your crew’s work. Open the app to look.' },
  },
};

export function loudnessOf(kind: string): Loudness {
  if (DANGERS.includes(kind)) return 'danger';
  return ORDERS.includes(kind) ? 'order' : 'news';
}

export function wordsOf(kind: string, lang: string): Words {
  return WORDS[loudnessOf(kind)][lang === 'en' ? 'en' : 'vi'];
}
