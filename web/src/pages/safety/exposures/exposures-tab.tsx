import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ExposureStay } from '../../../api/index.ts';
import { Badge, EmptyState, ErrorState, Select, Skeleton } from '../../../design/index.ts';
import { formatMoment, t, tCode } from '../../../i18n/index.ts';
import { levels, levelsOf } from '../levels.ts';
import { follow } from '../store.ts';
import * as store from './exposures-store.ts';
import { LevelBadge } from './level.tsx';
import { Record } from './record.tsx';
import { ReportBar } from './report-bar.tsx';
import './exposures.css';

/** The exposure ledger: who was in which zone, whom they met, what went wrong, and what follows. */
export function ExposuresTab(): JSX.Element {
  useEffect(() => follow(store.reload, store.onLive), []);
  useEffect(() => void levels.reload(), []);
  return (
    <div class="safety-split">
      <section class="safety-list" aria-label={t('exposure.list')}>
        <ReportBar />
        <div class="exposure-filter">
          <Select
            name="shown"
            label={t('exposure.show')}
            value={store.shown.value}
            options={store.SHOWN.map((each) => ({ value: each, label: t(`exposure.show.${each}`) }))}
            onChange={(value) => store.show(value as store.Shown)}
          />
        </div>
        <Stays />
      </section>
      <section class="safety-detail" aria-label={t('exposure.record')}>
        <Opened />
      </section>
    </div>
  );
}

function Stays(): JSX.Element {
  const rows = store.stays.data.value?.items ?? null;
  const problem = store.stays.problem.value;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.stays.reload()} />;
  }
  if (rows === null) return <Skeleton lines={8} />;
  if (rows.length === 0) return <EmptyState title={t('exposure.none')} hint={t('exposure.none_hint')} />;
  return (
    <ul>
      {rows.map((stay) => (
        <li key={stay.id}>
          <Row stay={stay} />
        </li>
      ))}
    </ul>
  );
}

function Row(props: { stay: ExposureStay }): JSX.Element {
  const { stay } = props;
  return (
    <button
      type="button"
      class="list-row"
      data-testid="stay-row"
      aria-current={store.openId.value === stay.id}
      onClick={() => store.open(stay.id)}
    >
      <span class="spread">
        <span class="strong truncate">{stay.name}</span>
        <LevelBadge level={stay.level} proposed={stay.proposed} names={levelsOf(stay.hazard_class)} />
      </span>
      <span class="truncate">
        {stay.zone} · {tCode('hazard', stay.hazard_class)}
      </span>
      <span class="spread">
        <span class="muted small truncate">
          {formatMoment(stay.entered_at)} – {stay.left_at === null ? t('exposure.inside') : formatMoment(stay.left_at)}
        </span>
        <span class="cluster">
          {stay.breaches > 0 && <Badge tone="danger">{t('exposure.n_breaches', { n: stay.breaches })}</Badge>}
          {stay.contacts > 0 && <Badge tone="warn">{t('exposure.n_contacts', { n: stay.contacts })}</Badge>}
          {stay.corrected && <Badge dashed>{t('exposure.corrected')}</Badge>}
        </span>
      </span>
    </button>
  );
}

function Opened(): JSX.Element {
  const record = store.record.data.value;
  const problem = store.record.problem.value;
  if (store.openId.value === null) return <EmptyState title={t('exposure.choose')} hint={t('exposure.choose_hint')} />;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.record.reload()} />;
  }
  return record === null ? <Skeleton lines={10} /> : <Record record={record} />;
}
