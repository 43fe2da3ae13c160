import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StandDown } from '../../../api/index.ts';
import { Badge, Button, EmptyState, ErrorState, Select, Skeleton } from '../../../design/index.ts';
import { ReasonDialog } from '../../../forms/index.ts';
import { formatDateTime, t, tCode } from '../../../i18n/index.ts';
import { follow } from '../store.ts';
import { FitnessPanel } from './fitness-panel.tsx';
import { ExtendDialog, NewDialog } from './stand-down-dialogs.tsx';
import * as store from './stand-downs-store.ts';
import '../exposures/exposures.css';
import './stand-downs.css';

/** Who is not sent, why, until when; ended or lengthened by HSE, with a reason. */
export function StandDownsTab(): JSX.Element {
  const [making, setMaking] = useState(false);
  const reload = (): void => void store.standDowns.reload();
  useEffect(
    () => follow(reload, (event) => (event === null || event.subject_kind === 'stand_down') && store.standDowns.reloadSoon()),
    [],
  );
  return (
    <section class="standdowns" aria-label={t('standdown.list')}>
      <div class="standdown-tools">
        <Select
          name="running"
          label={t('exposure.show')}
          value={store.runningOnly.value ? 'running' : 'all'}
          options={[
            { value: 'running', label: t('standdown.running') },
            { value: 'all', label: t('standdown.all') },
          ]}
          onChange={(value) => store.showRunning(value === 'running')}
        />
        <Button kind="primary" onClick={() => setMaking(true)} testId="new-stand-down">
          {t('standdown.new')}
        </Button>
      </div>
      <FitnessPanel />
      <Rows />
      {making && <NewDialog onClose={() => setMaking(false)} />}
    </section>
  );
}

function Rows(): JSX.Element {
  const rows = store.standDowns.data.value?.items ?? null;
  const problem = store.standDowns.problem.value;
  const [ending, setEnding] = useState<StandDown | null>(null);
  const [moving, setMoving] = useState<StandDown | null>(null);
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.standDowns.reload()} />;
  }
  if (rows === null) return <Skeleton lines={8} />;
  if (rows.length === 0) return <EmptyState title={t('standdown.none')} hint={t('standdown.none_hint')} />;
  return (
    <>
      <ul class="standdown-rows">
        {rows.map((one) => (
          <li key={one.id} class="standdown-row" data-testid="stand-down" data-running={one.running}>
            <Row one={one} onEnd={() => setEnding(one)} onMove={() => setMoving(one)} />
          </li>
        ))}
      </ul>
      {ending !== null && (
        <ReasonDialog
          title={t('standdown.end_title', { name: ending.name })}
          confirm={t('standdown.end')}
          kind="danger"
          send={(why) => store.change(ending, null, why)}
          onClose={() => setEnding(null)}
        />
      )}
      {moving !== null && <ExtendDialog one={moving} onClose={() => setMoving(null)} />}
    </>
  );
}

function Row(props: { one: StandDown; onEnd: () => void; onMove: () => void }): JSX.Element {
  const { one } = props;
  return (
    <>
      <span class="standdown-who">
        <span class="strong truncate">{one.name}</span>
        <span class="muted small truncate">{one.crew}</span>
      </span>
      <span class="standdown-why">
        <span>
          {t(`standdown.cause.${one.cause}`)}
          {one.by_rule && <span class="muted small"> · {t('exposure.rule')}</span>}
        </span>
        {one.why !== null && <span class="small">{one.why}</span>}
        <span class="muted small">
          {t('standdown.open_in')}: {one.hazard_class === null ? t('standdown.nowhere') : tCode('hazard', one.hazard_class)}
        </span>
      </span>
      <span class="standdown-when">
        <span>
          {formatDateTime(one.begins_at)} – {formatDateTime(one.until)}
        </span>
        <span class="cluster">
          <Badge tone={one.running ? 'warn' : 'plain'}>{t(one.running ? 'standdown.running' : 'standdown.over')}</Badge>
          {one.changed && <Badge dashed>{t('standdown.changed')}</Badge>}
        </span>
        {one.change_why !== null && <span class="small">{one.change_why}</span>}
      </span>
      <span class="cluster">
        {one.running && (
          <>
            <Button onClick={props.onMove} testId="extend">
              {t('standdown.extend')}
            </Button>
            <Button kind="danger" onClick={props.onEnd} testId="end">
              {t('standdown.end')}
            </Button>
          </>
        )}
      </span>
    </>
  );
}
