import { locale, type Locale } from './locale.ts';
import { TEXTS, type TextKey } from './texts/index.ts';

export type Params = Readonly<Record<string, string | number>>;

/** The text for `key` in the current language, its `{parameters}` filled in. Reads the locale signal. */
export function t(key: TextKey, params: Params = {}): string {
  return fill(TEXTS[key][locale.value], params);
}

/** As `t`, for a code that the server may have extended: shows the code itself, readable, when it is unknown. */
export function tCode(prefix: string, code: string): string {
  const text = (TEXTS as Record<string, Record<Locale, string>>)[`${prefix}.${code}`];
  return text === undefined ? code.replaceAll('_', ' ') : text[locale.value];
}

/** For what is either one of our codes or a person's own words, which stay as they are. */
export function tWords(prefix: string, words: string): string {
  return `${prefix}.${words}` in TEXTS ? tCode(prefix, words) : words;
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
