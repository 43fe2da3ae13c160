import { effect, signal } from '@preact/signals';

export type Locale = 'vi' | 'en';
export const LOCALES: readonly Locale[] = ['vi', 'en'];

const STORAGE_KEY = 'cordon.locale';

/** The language on screen; pages re-render when it changes, and requests carry it as `Accept-Language`. */
export const locale = signal<Locale>(initialLocale());

effect(() => {
  document.documentElement.lang = locale.value;
});

export function chooseLocale(next: Locale): void {
  localStorage.setItem(STORAGE_KEY, next);
  locale.value = next;
}

/** What the person chose before, else the browser's first language that we speak, else Vietnamese. */
export function initialLocale(): Locale {
  const wanted = [localStorage.getItem(STORAGE_KEY), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wanted.find((tag): tag is Locale => LOCALES.includes(tag as Locale)) ?? 'vi';
}
