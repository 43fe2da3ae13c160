import type { JSX } from 'preact';
import { Badge, Choices } from '../../../design/index.ts';
import { formatDateTime, t } from '../../../i18n/index.ts';
import * as store from './ppe-store.ts';
import { Listed, LevelBadge, pieces } from './shown.tsx';

const HOURS = [12, 24, 72, 168];

/** Need over open tickets and planned jobs against stock and expiry; what will be short comes first. */
export function Forecast(): JSX.Element {
  const empty = { title: t('ppe.no_forecast'), hint: t('ppe.no_forecast_hint') };
  const until = store.forecast.data.value?.until;
  return (
    <div class="ppe-page">
      <div class="ppe-tools">
        <Choices
          legend={t('ppe.look_ahead')}
          name="hours"
          chosen={[String(store.horizon.value)]}
          options={HOURS.map((each) => ({ value: String(each), label: t('ppe.hours', { n: each }) }))}
          onChange={([hours]) => store.lookAhead(Number(hours))}
        />
        {until !== undefined && <p class="muted small">{t('ppe.until', { time: formatDateTime(until) })}</p>}
      </div>
      <Listed resource={store.forecast} rows={(data) => ranked(data.lines.filter(isAffected))} empty={empty}>
        {(lines) => <Table lines={lines} />}
      </Listed>
    </div>
  );
}

/** Whether anything is going to happen to it, or has: all other stock would only fill the page. */
function isAffected(line: store.Outlook): boolean {
  return line.wanted + line.short_now + line.reserved + line.expiring > 0 || line.level !== 'ok';
}

/** What will be short first, the most pieces before the rest; then what is used most. */
export function ranked(lines: readonly store.Outlook[]): readonly store.Outlook[] {
  return [...lines].sort((one, other) => other.short - one.short || other.wanted - one.wanted || one.left - other.left);
}

function Table(props: { lines: readonly store.Outlook[] }): JSX.Element {
  return (
    <div class="ppe-scroll" tabIndex={0} role="region" aria-label={t('ppe.view.forecast')}>
      <table class="ppe-table">
        <thead>
          <tr>
            <th scope="col">{t('ppe.article')}</th>
            <th scope="col">{t('ppe.store')}</th>
            <th scope="col">{t('ppe.now')}</th>
            <th scope="col" class="ppe-n">{t('ppe.col_good')}</th>
            <th scope="col" class="ppe-n">{t('ppe.col_reserved')}</th>
            <th scope="col" class="ppe-n">{t('ppe.col_expiring')}</th>
            <th scope="col" class="ppe-n">{t('ppe.col_wanted')}</th>
            <th scope="col" class="ppe-n">{t('ppe.col_left')}</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <tr key={`${line.store?.id ?? line.unit_id} ${line.item}`} data-short={line.short > 0}>
              <th scope="row">{store.itemName(line.item)}</th>
              <td>{line.store?.name ?? t('ppe.no_store')}</td>
              <td>
                <LevelBadge level={line.level} />
              </td>
              <td class="ppe-n">{pieces(line.on_hand - line.expired)}</td>
              <td class="ppe-n">{pieces(line.reserved)}</td>
              <td class="ppe-n">{pieces(line.expiring)}</td>
              <td class="ppe-n">
                {pieces(line.wanted + line.short_now)}
                {line.tickets > 0 && <span class="muted small"> {t('ppe.for_tickets', { n: line.tickets })}</span>}
              </td>
              <td class="ppe-n">
                {line.short > 0 ? <Badge tone="danger">{t('ppe.short_by', { n: pieces(line.short) })}</Badge> : pieces(line.left)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
