import type { JSX } from 'preact';
import { Badge, Select } from '../../../design/index.ts';
import { formatChange, formatMoment, t, tCode } from '../../../i18n/index.ts';
import * as store from './ppe-store.ts';
import { labelOf, Listed, pieces } from './shown.tsx';

/** Everything that happened to pieces, the newest first; of one store or of all. */
export function Movements(): JSX.Element {
  const places = store.stock.data.value?.stores.map((each) => each.store) ?? [];
  const empty = { title: t('ppe.no_movements'), hint: t('ppe.no_movements_hint') };
  return (
    <div class="ppe-page">
      <div class="ppe-tools">
        <Select
          name="store"
          label={t('ppe.store')}
          value={store.storeId.value ?? ''}
          options={[{ value: '', label: t('ppe.all_stores') }, ...places.map((each) => ({ value: each.id, label: each.name }))]}
          onChange={(id) => {
            store.storeId.value = id || null;
            void store.movements.reload();
          }}
        />
      </div>
      <Listed resource={store.movements} rows={(data) => data.items} empty={empty}>
        {(rows) => (
          <div class="ppe-scroll" tabIndex={0} role="region" aria-label={t('ppe.view.movements')}>
            <table class="ppe-table">
              <thead>
                <tr>
                  <th scope="col">{t('ppe.when')}</th>
                  <th scope="col">{t('ppe.what')}</th>
                  <th scope="col">{t('ppe.article')}</th>
                  <th scope="col" class="ppe-n">{t('ppe.how_many')}</th>
                  <th scope="col" class="ppe-n">{t('ppe.on_shelf')}</th>
                  <th scope="col">{t('ppe.store')}</th>
                  <th scope="col">{t('ppe.person')}</th>
                  <th scope="col">{t('ppe.by')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} row={row} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Listed>
    </div>
  );
}

function Row(props: { row: store.Movement }): JSX.Element {
  const { row } = props;
  return (
    <tr>
      <td>{formatMoment(row.at)}</td>
      <td>
        {tCode('ppe.kind', row.kind)} {row.off_shelf && row.kind === 'issue' && <Badge tone="warn">{t('ppe.off_shelf')}</Badge>}
        {row.reason && <span class="muted small"> {row.reason}</span>}
      </td>
      <td>
        {store.itemName(row.item)} <span class="muted small">{labelOf(row)}</span>
      </td>
      <td class="ppe-n">{pieces(row.pieces)}</td>
      <td class="ppe-n">{row.change === 0 ? '–' : formatChange(row.change)}</td>
      <td>{store.storeName(row.store_id)}</td>
      <td>{row.member_name ?? ''}</td>
      <td>{row.by_name}</td>
    </tr>
  );
}
