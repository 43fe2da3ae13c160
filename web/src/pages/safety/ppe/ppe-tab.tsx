import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Tabs } from '../../../design/index.ts';
import { t } from '../../../i18n/index.ts';
import { follow } from '../store.ts';
import { Forecast } from './forecast.tsx';
import { HeldList } from './held.tsx';
import { Jobs } from './jobs.tsx';
import { Movements } from './movements.tsx';
import * as store from './ppe-store.ts';
import { Profiles } from './profiles.tsx';
import { Stock } from './stock.tsx';
import './ppe.css';

const SCREENS = { stock: Stock, jobs: Jobs, forecast: Forecast, movements: Movements, held: HeldList, profiles: Profiles };
const VIEWS = Object.keys(SCREENS) as store.View[];

/** Protective equipment: what lies where, what jobs reserved, what will be short, and what profiles ask for. */
export function PpeTab(): JSX.Element {
  useEffect(() => follow(store.reload, store.onLive), []);
  const Screen = SCREENS[store.view.value];
  return (
    <div class="ppe" data-testid="ppe">
      <Tabs<store.View>
        label={t('ppe.views')}
        chosen={store.view.value}
        tabs={VIEWS.map((key) => ({
          key,
          label: t(`ppe.view.${key}`),
          ...(key === 'stock' && store.lowCount.value > 0 && { count: store.lowCount.value }),
        }))}
        onChoose={store.show}
      >
        <Screen />
      </Tabs>
    </div>
  );
}
