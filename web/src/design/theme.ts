import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark' | 'sun';
export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
/** A phone is read in full sun too, with contrast 7 and more. */
export const PHONE_THEMES: readonly Theme[] = [...THEMES, 'sun'];

const STORAGE_KEY = 'cordon.theme';
const stored = localStorage.getItem(STORAGE_KEY) as Theme | null;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** What the person chose. */
export const theme = signal<Theme>(stored !== null && PHONE_THEMES.includes(stored) ? stored : 'system');
/** What is on screen; the map redraws its colours when it changes. */
export const dark = signal(false);

const settle = (): void => {
  dark.value = theme.value === 'dark' || (theme.value === 'system' && systemDark.matches);
};

effect(() => {
  if (theme.value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
  settle();
});
systemDark.addEventListener('change', settle);

export function chooseTheme(next: Theme): void {
  localStorage.setItem(STORAGE_KEY, next);
  theme.value = next;
}

/** The value of a colour token as the browser resolves it now, for drawing on a canvas or a map. */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
