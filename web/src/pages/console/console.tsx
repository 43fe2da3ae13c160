import type { Map as MapLibre } from 'maplibre-gl';
import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { RoadClosure } from '../../api/index.ts';
import { AccountMenu, Button, Frame, Icon, Segmented } from '../../design/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { LiveBadge, now } from '../../live/index.ts';
import { Legend, MapView } from '../../map/index.ts';
import { AlarmBanner } from './alarm-banner.tsx';
import { followAlarms } from './alarm-store.ts';
import { CrossingBanner, followCrossings } from './crossing-banner.tsx';
import { ChaseButton } from './chase-dialog.tsx';
import { followChase } from './chase-store.ts';
import { ClosureTools, useShownClosure } from './closure-map.tsx';
import { ClosureButton, ClosurePanel } from './closure-panel.tsx';
import * as closures from './closure-store.ts';
import { followCrews } from './crew-desk-store.ts';
import { CrewsButton } from './crews-dialog.tsx';
import { Detail } from './detail.tsx';
import { Help } from './help.tsx';
import { HelpBanner } from './help-banner.tsx';
import { followIncident } from './incident-store.ts';
import { Intake } from './intake.tsx';
import { useKeyboard } from './keyboard.ts';
import { OrdersDialog } from './orders-dialog.tsx';
import { PlanOffer } from './plan-mode.tsx';
import { PlanButton, PlanPane } from './plan-pane.tsx';
import * as plans from './plan-store.ts';
import { drawnRoute } from './route.ts';
import * as store from './store.ts';
import { TicketList } from './ticket-list.tsx';
import { WeatherChip } from './weather-chip.tsx';
import './console.css';
import './list.css';
import './side.css';
import './pushes.css';

/** The dispatcher's one screen: tickets, map, and what is being worked on. */
export function Console(): JSX.Element {
  const [help, setHelp] = useState(false);
  const openHelp = useCallback(() => setHelp(true), []);
  useKeyboard(openHelp);
  useEffect(() => store.follow(), []);
  useEffect(() => plans.followPlans(), []);
  useEffect(() => followIncident(), []);
  useEffect(() => closures.followClosures(), []);
  useEffect(() => followAlarms(), []);
  useEffect(() => followCrossings(), []);
  useEffect(() => followCrews(), []);
  useEffect(() => followChase(), []);
  const roads = store.roads.value !== null;
  const side = store.intakeOpen.value || roads || store.selectedId.value !== null;
  const plan = plans.mayLookAtPlans.value && plans.open.value;
  return (
    <Frame desk={t('desk.console')} tools={<Tools openHelp={openHelp} />}>
      <div class="with-alarms">
        <AlarmBanner />
        <CrossingBanner />
        <HelpBanner />
        <div
          class="console"
          data-side={side}
          data-pane={plan || store.pane.value !== 'plan' ? store.pane.value : 'list'}
          data-with-map={store.intakeOpen.value || roads}
          data-plan={plan}
          style={{ '--plan-share': plans.share.value }}
        >
          <h1 class="visually-hidden">{t('desk.console')}</h1>
          <div class="pane-switch">
            <Segmented
              label={t('desk.console')}
              chosen={store.pane.value}
              options={[
                { value: 'list', label: t('console.tab.list') },
                { value: 'map', label: t('console.tab.map') },
                ...(plans.mayLookAtPlans.value ? [{ value: 'plan' as const, label: t('plan.title') }] : []),
              ]}
              onChoose={choosePane}
            />
          </div>
          <TicketList />
          <ConsoleMap />
          {plan && <PlanPane />}
          {side && <div class="side">{store.intakeOpen.value ? <Intake /> : roads ? <ClosurePanel /> : <Detail />}</div>}
        </div>
      </div>
      {help && <Help onClose={() => setHelp(false)} />}
    </Frame>
  );
}

/** On a narrow screen the plan takes the whole page; with list or map it is closed. */
function choosePane(pane: store.Pane): void {
  store.pane.value = pane;
  plans.open.value = pane === 'plan';
}

const NO_CLOSURES: readonly RoadClosure[] = [];

function ConsoleMap(): JSX.Element {
  const [map, setMap] = useState<MapLibre | null>(null);
  useShownClosure(map);
  const closing = store.roads.value === 'form';
  const { picked } = store;
  const pick = (place: readonly [number, number]): void => {
    picked.value = { place, accuracyM: picked.value?.accuracyM ?? 0 };
  };
  return (
    <MapView
      zones={store.zoneRows.value}
      tickets={store.ticketRows.value}
      crews={store.crewRows.value}
      boundaries={store.boundaries.value}
      selectedId={store.selectedId.value}
      legs={plans.legs.value ?? drawnRoute.value}
      closures={closures.closures.value ?? NO_CLOSURES}
      now={now.value}
      onClosure={closures.show}
      drawing={closing}
      onMap={setMap}
      onSelect={store.openTicket}
      onPick={store.intakeOpen.value ? pick : undefined}
      picked={picked.value?.place ?? null}
      pickedAccuracyM={picked.value?.accuracyM ?? 0}
      settled={store.mapSettled.value}
    >
      <>
        <Legend />
        <ClosureButton />
        {closing && map !== null && <ClosureTools map={map} />}
      </>
    </MapView>
  );
}

function Tools(props: { openHelp: () => void }): JSX.Element {
  const me = store.session.me.value;
  const [orders, setOrders] = useState(false);
  const roles = me?.roles.map((held) => tCode('role', held.role)).join(', ');
  return (
    <>
      <PlanOffer />
      <div class="head-states">
        <ChaseButton />
        <CrewsButton />
        <WeatherChip />
      </div>
      <LiveBadge stream={store.stream} />
      <PlanButton />
      {store.mayTakeTickets.value && (
        <Button kind="primary" label={t('console.new')} onClick={store.openIntake} testId="new-ticket">
          <Icon name="plus" /> <span class="wide-only">{t('console.new')}</span>
        </Button>
      )}
      <span class="wide-only">
        <Button icon kind="quiet" label={t('console.help')} onClick={props.openHelp}>
          <Icon name="keyboard" size={20} />
        </Button>
      </span>
      <AccountMenu
        name={me?.name ?? ''}
        detail={[roles, me?.unit?.name].filter(Boolean).join(' · ')}
        onSignOut={() => void store.session.signOut()}
      >
        {store.session.may('orders.read') && (
          <Button onClick={() => setOrders(true)} testId="orders-look">
            {t('orders.title')}
          </Button>
        )}
      </AccountMenu>
      {orders && <OrdersDialog onClose={() => setOrders(false)} />}
    </>
  );
}
