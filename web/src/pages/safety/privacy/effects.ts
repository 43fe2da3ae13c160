import type { PrivacyEffect } from '../../../api/index.ts';
import { t, type TextKey } from '../../../i18n/index.ts';

/** One thing that went, or stays and why. */
export function effectText(effect: PrivacyEffect): string {
  const what = `${t(`privacy.what.${effect.what}` as TextKey)}: ${effect.count}`;
  return effect.kept === null ? what : `${what} (${t(`privacy.kept.${effect.kept}` as TextKey)})`;
}
