import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { DeskTools, Frame, Tabs } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { LiveBadge } from '../../live/index.ts';
import { AuthorityDetail } from './authority-detail.tsx';
import { AuthorityList } from './authority-list.tsx';
import { DeskMap } from './desk-map.tsx';
import { InsideList } from './inside-list.tsx';
import { OrderDetail } from './order-detail.tsx';
import { OrderForm } from './order-form.tsx';
import { OrderList } from './order-list.tsx';
import * as orders from './order-store.ts';
import { RequestDetail } from './request-detail.tsx';
import { RequestList } from './request-list.tsx';
import { isOpen } from './requests.ts';
import * as store from './store.ts';
import { ZoneDetail } from './zone-detail.tsx';
import { ZoneForm } from './zone-form.tsx';
import { ZoneList } from './zone-list.tsx';
import './liaison.css';

/** The authority's one screen: what is asked of it, its zones, and the map between them. */
export function Liaison(): JSX.Element {
  useEffect(() => store.follow(), []);
  useEffect(() => orders.follow(), []);
  const waiting = store.permitRows.value.filter(isOpen).length;
  const side = sidePanel();
  return (
    <Frame desk={t('desk.liaison')} tools={<Tools />}>
      <div class="desk" data-side={side !== null} data-drafting={store.drafting.value !== null || orders.drawing.value}>
        <h1 class="visually-hidden">{t('desk.liaison')}</h1>
        <section class="desk-list">
          <Tabs<store.DeskTab>
            label={t('liaison.tabs')}
            chosen={store.tab.value}
            tabs={[
              { key: 'requests', label: t('liaison.tab.requests'), count: waiting },
              { key: 'inside', label: t('liaison.tab.inside'), count: store.inside.data.value?.length },
              { key: 'zones', label: t('liaison.tab.zones'), count: store.ownZones.value.length },
              ...(orders.mayRead.value
                ? [{ key: 'orders' as const, label: t('liaison.tab.orders'), count: orders.inForce.value }]
                : []),
              { key: 'authorities', label: t('liaison.tab.authorities') },
            ]}
            onChoose={(key) => {
              store.closeForm();
              orders.closeForm();
              store.tab.value = key;
            }}
          >
            {store.tab.value === 'requests' && <RequestList />}
            {store.tab.value === 'inside' && <InsideList />}
            {store.tab.value === 'zones' && <ZoneList />}
            {store.tab.value === 'orders' && <OrderList />}
            {store.tab.value === 'authorities' && <AuthorityList />}
          </Tabs>
        </section>
        <DeskMap />
        {side !== null && <div class="desk-side">{side}</div>}
      </div>
    </Frame>
  );
}

function sidePanel(): JSX.Element | null {
  const drafting = store.drafting.value;
  if (drafting !== null) {
    const base = drafting === 'new' ? null : drafting;
    return <ZoneForm key={base?.id ?? 'new'} base={base} />;
  }
  const permit = store.permit.value;
  const zone = store.zone.value;
  if (store.tab.value === 'inside') return null;
  if (store.tab.value === 'orders') return orderPanel();
  if (store.tab.value === 'authorities') {
    const authority = store.authority.value;
    return authority && <AuthorityDetail key={authority.id} authority={authority} />;
  }
  if (store.tab.value === 'requests') return permit && <RequestDetail key={permit.id} permit={permit} />;
  return zone && <ZoneDetail key={zone.id} zone={zone} />;
}

function orderPanel(): JSX.Element | null {
  const drafting = orders.drafting.value;
  if (drafting !== null) {
    const base = drafting === 'new' ? null : drafting;
    return <OrderForm key={base?.id ?? 'new'} base={base} />;
  }
  const order = orders.order.value;
  return order && <OrderDetail key={order.id} order={order} />;
}

function Tools(): JSX.Element {
  const { session, stream } = store;
  return (
    <DeskTools live={<LiveBadge stream={stream} />} person={session.me.value} onSignOut={() => void session.signOut()} />
  );
}
