import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Unit } from '../../api/index.ts';
import { Choices, Field } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { unitsToOffer } from './units-to-offer.ts';

/** The units that an order is over, each with all below it: those chosen, and those that fit what is typed. */
export function UnitsField(props: {
  units: readonly Unit[];
  chosen: readonly string[];
  error: string | undefined;
  onChange: (chosen: string[]) => void;
}): JSX.Element {
  const { units, chosen } = props;
  const [typed, setTyped] = useState('');
  const { offered, more, few } = unitsToOffer(units, chosen, typed);
  return (
    <div class="stack-tight" data-testid="order-units">
      {!few && (
        <Field name="unit_search" type="search" label={t('orders.units_find')} value={typed} onInput={setTyped} />
      )}
      <Choices
        legend={t('orders.over_units')}
        name="unit_ids"
        multiple
        chosen={chosen}
        options={offered.map((unit) => ({ value: unit.id, label: `${unit.code} · ${unit.name}` }))}
        hint={more > 0 ? t('orders.units_more', { n: more }) : t('orders.units_hint')}
        error={props.error}
        onChange={props.onChange}
      />
    </div>
  );
}
