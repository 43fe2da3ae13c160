import type { ComponentChildren, JSX } from 'preact';
import { Badge, EmptyState, ErrorState, Skeleton } from '../../../design/index.ts';
import type { Resource, Schemas } from '../../../api/index.ts';
import { formatDateTime, formatNumber, t } from '../../../i18n/index.ts';

const DAY_MS = 86_400_000;
/** An expiry this near is worth a colour. */
const SOON_DAYS = 14;

const TONES = { ok: 'ok', low: 'warn', out: 'danger' } as const;
type Level = Schemas['StockLineOut']['level'];

/** A list's three states besides its rows: being fetched, not to be had, empty. */
export function Listed<Data, Row>(props: {
  resource: Resource<Data>;
  rows: (data: Data) => readonly Row[];
  empty: { title: string; hint: string };
  children: (rows: readonly Row[]) => ComponentChildren;
}): JSX.Element {
  const data = props.resource.data.value;
  const problem = props.resource.problem.value;
  if (data === null && problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void props.resource.reload()} />;
  }
  if (data === null) return <Skeleton lines={8} />;
  const rows = props.rows(data);
  return rows.length === 0 ? <EmptyState {...props.empty} /> : <>{props.children(rows)}</>;
}

export function LevelBadge(props: { level: Level }): JSX.Element {
  return <Badge tone={TONES[props.level]}>{t(`ppe.level.${props.level}`)}</Badge>;
}

/** Good and free, reserved, past its date: one bar; the mark stands at the minimum. Numbers beside it say the same. */
export function LevelBar(props: { line: Schemas['StockLineOut'] }): JSX.Element {
  const { line } = props;
  const whole = Math.max(line.on_hand, line.minimum, 1);
  const free = Math.max(line.available, 0);
  const part = (n: number): string => `${(100 * n) / whole}%`;
  return (
    <div class="ppe-bar" data-level={line.level} aria-hidden="true">
      <i class="ppe-free" style={{ width: part(free) }} />
      <i class="ppe-reserved" style={{ width: part(Math.min(line.reserved, line.on_hand - line.expired)) }} />
      <i class="ppe-expired" style={{ width: part(line.expired) }} />
      {line.minimum > 0 && <b style={{ insetInlineStart: part(line.minimum) }} />}
    </div>
  );
}

export function Expiry(props: { at: string | null; now?: number }): JSX.Element {
  if (props.at === null) return <span class="muted">{t('ppe.keeps')}</span>;
  const left = new Date(props.at).getTime() - (props.now ?? Date.now());
  const tone = left <= 0 ? 'danger' : left < SOON_DAYS * DAY_MS ? 'warn' : null;
  const day = formatDateTime(props.at);
  if (tone === null) return <span>{day}</span>;
  return <Badge tone={tone}>{left <= 0 ? t('ppe.expired_at', { day }) : t('ppe.expires_at', { day })}</Badge>;
}

/** Size and lot as the label shows them. */
export function labelOf(lot: { size: string; lot_no: string }): string {
  return [lot.size && t('ppe.size', { size: lot.size }), lot.lot_no && t('ppe.lot', { lot: lot.lot_no })]
    .filter(Boolean)
    .join(' · ');
}

export function pieces(n: number): string {
  return formatNumber(n);
}
