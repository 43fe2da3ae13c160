import type { JSX } from 'preact';
import type { Schemas } from '../../../api/index.ts';
import { Badge } from '../../../design/index.ts';
import { locale, t } from '../../../i18n/index.ts';

/** Which shade a level has, wherever it is shown; a level of somebody's own making is plain. */
const TONES: Readonly<Record<string, 'danger' | 'warn' | 'ok'>> = {
  case: 'danger',
  high: 'danger',
  medium: 'warn',
  low: 'ok',
};
const SHORT: Readonly<Record<string, string>> = { case: 'F0', high: 'F1', medium: 'F2' };

export function LevelBadge(props: {
  level: string | null;
  proposed: boolean | null;
  names?: readonly Schemas['StayLevelOut'][];
}): JSX.Element | null {
  const { level } = props;
  if (level === null) return null;
  const known = props.names?.find((each) => each.code === level);
  const name = known === undefined ? (SHORT[level] ?? level.replaceAll('_', ' ')) : known[locale.value];
  return (
    <Badge tone={TONES[level] ?? 'plain'} dashed={props.proposed === true}>
      {name}
      {props.proposed === true && ` · ${t('exposure.proposed')}`}
    </Badge>
  );
}
