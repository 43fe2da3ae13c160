import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, signedFetch, type Schemas } from '../../api/index.ts';
import { Button, Notice, Skeleton } from '../../design/index.ts';
import { formatDistance, formatMoment, formatTime, t } from '../../i18n/index.ts';
import { MapView, type MapPlace } from '../../map/index.ts';
import type { KeptFix } from '../../offline/index.ts';
import { Page } from './page.tsx';
import { fixesWaiting } from './positions.ts';
import * as store from './store.ts';
import './crew-life.css';

type Track = Schemas['TrackOut'];
type Look = Schemas['OwnHealthReadOut'];

const SHOWN_POINTS = 40;

interface Own {
  readonly track: Track | null;
  readonly looks: readonly Look[];
}

/** What is held about the worker: where they were on this shift, who looked at their health data, all of it to take along. */
export function TrackScreen(): JSX.Element {
  const [own, setOwn] = useState<Own | 'waiting' | 'offline'>('waiting');
  const waiting = fixesWaiting.value;
  useEffect(() => {
    void fetchOwn().then(setOwn, () => setOwn('offline'));
  }, []);
  const [unsent, setUnsent] = useState<readonly KeptFix[]>([]);
  useEffect(() => void store.listUnsentFixes().then(setUnsent, () => null), [waiting]);
  const offline = own === 'offline';
  return (
    <Page
      title={t('track.title')}
      testId="track-screen"
      actions={
        <Button wide testId="own-data" onClick={() => void download()}>
          {t('track.export')}
        </Button>
      }
    >
      {own === 'waiting' && <Skeleton lines={6} />}
      {offline && (
        <Notice tone="warn" title={t('track.online')}>
          {t('track.offline')}
        </Notice>
      )}
      {own !== 'waiting' && <OwnWay track={offline ? null : own.track} unsent={unsent} />}
      {typeof own === 'object' && <Looks looks={own.looks} />}
    </Page>
  );
}

async function fetchOwn(): Promise<Own> {
  const looks = await ask(store.api.GET('/api/v1/me/health-reads'));
  const track = await ask(store.api.GET('/mobile/v1/shift/track')).catch(() => null);
  return { track, looks };
}

/** One point of the own way; `unsent` while only this phone knows it. */
export interface WayPoint {
  readonly lon: number;
  readonly lat: number;
  readonly accuracy_m: number;
  readonly at: number;
  readonly unsent: boolean;
}

/** What the service holds of the way and what this phone has not sent yet, in the order of time; each point once. */
export function pointsOf(track: Track | null, unsent: readonly KeptFix[]): readonly WayPoint[] {
  const held = (track?.fixes ?? []).map(({ device_time, ...where }) => ({ ...where, at: Date.parse(device_time), unsent: false }));
  const known = new Set(held.map((each) => each.at));
  const more = unsent.filter((each) => !known.has(each.at)).map((each) => ({ ...each, unsent: true }));
  return [...held, ...more].sort((one, other) => one.at - other.at);
}

function OwnWay(props: { track: Track | null; unsent: readonly KeptFix[] }): JSX.Element {
  const fixes = pointsOf(props.track, props.unsent);
  const last = fixes.at(-1);
  if (last === undefined) return <p class="muted">{t('track.none')}</p>;
  const points = fixes.map((fix) => [fix.lon, fix.lat]);
  const line: GeoJSON.LineString = { type: 'LineString', coordinates: points };
  const legs: GeoJSON.FeatureCollection = {
    type: 'FeatureCollection',
    features: points.length > 1 ? [{ type: 'Feature', properties: { estimate: false }, geometry: line }] : [],
  };
  const here: MapPlace = { kind: 'me', place: [last.lon, last.lat], label: formatTime(last.at) };
  return (
    <section class="stack-tight">
      <h2 class="queue-head">
        {t('track.map')}
        {props.track !== null && ` · ${formatDistance(props.track.distance_m)}`}
      </h2>
      <p class="muted small">{t('track.hint')}</p>
      <div class="crew-track-map" data-testid="track-map">
        <MapView zones={[]} places={[here]} legs={legs} home={[line]} />
      </div>
      <ol class="queue-list" data-testid="track-points">
        {fixes
          .slice(-SHOWN_POINTS)
          .reverse()
          .map((fix) => (
            <li key={fix.at} data-unsent={fix.unsent}>
              {t('track.point', { time: formatTime(fix.at), metres: formatDistance(fix.accuracy_m) })}
              {fix.unsent && ` · ${t('track.unsent')}`}
            </li>
          ))}
      </ol>
    </section>
  );
}

function Looks(props: { looks: readonly Look[] }): JSX.Element {
  return (
    <section class="stack-tight">
      <h2 class="queue-head">{t('track.looks')}</h2>
      {props.looks.length === 0 ? (
        <p class="muted">{t('track.no_looks')}</p>
      ) : (
        <ul class="queue-list" data-testid="own-looks">
          {props.looks.map((look, index) => (
            <li key={index}>
              <span class="strong">{look.reader}</span>
              <span class="muted small">{formatMoment(look.read_at)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Everything that is held, as the archive that the privacy desk gives too. */
async function download(): Promise<void> {
  const answer = await signedFetch(store.session, new Request('/api/v1/me/data'));
  if (!answer.ok) return;
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = 'cordon-data.zip';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
