import type { JSX } from 'preact';
import { Badge } from '../../../design/index.ts';
import { locale, t } from '../../../i18n/index.ts';

/** Which shade a level has, wherever it is shown; a level of somebody's own making is plain. */
const TONES: Readonly<Record<string, 'danger' | 'warn' | 'ok'>> = {
  case: 'danger',
  high: 'danger',
  medium: 'warn',
  low: 'ok',
};

interface Named {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

export function LevelBadge(props: {
  level: string | null;
  proposed: boolean | null;
  names: readonly Named[];
}): JSX.Element | null {
  const { level } = props;
  if (level === null) return null;
  const known = props.names.find((each) => each.code === level);
  const name = known === undefined ? level.replaceAll('_', ' ') : known[locale.value];
  return (
    <Badge tone={TONES[level] ?? 'plain'} dashed={props.proposed === true}>
      {name}
      {props.proposed === true && ` · ${t('exposure.proposed')}`}
    </Badge>
  );
}
