import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RoadClosure } from '../../api/index.ts';
import { Badge, Button, EmptyState, ErrorState, Icon, Skeleton } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { isComing } from '../../map/index.ts';
import { ClosureForm } from './closure-form.tsx';
import * as closures from './closure-store.ts';
import * as store from './store.ts';
import './closure.css';

/** The right column: which roads are closed, and closing one more. */
export function ClosurePanel(): JSX.Element {
  return store.roads.value === 'form' ? <ClosureForm /> : <ClosureList />;
}

function ClosureList(): JSX.Element {
  const rows = closures.closures.value;
  const problem = closures.problem.value;
  const [ending, setEnding] = useState<RoadClosure | null>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector<HTMLElement>('[data-testid="closure-new"]')?.focus(), []);
  return (
    <section class="roads" ref={panel} aria-label={t('closure.many')} data-testid="closures">
      <header class="detail-head">
        <h2>{t('closure.many')}</h2>
        <Button icon kind="quiet" label={t('action.close')} onClick={closures.closeRoads}>
          <Icon name="close" />
        </Button>
      </header>
      <div class="detail-scroll stack">
        {closures.mayClose.value && (
          <Button kind="primary" testId="closure-new" onClick={closures.openForm}>
            <Icon name="plus" /> {t('closure.new')}
          </Button>
        )}
        {rows === null && problem === null && <Skeleton lines={3} />}
        {rows === null && problem !== null && (
          <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void closures.reload()} />
        )}
        {rows?.length === 0 && <EmptyState title={t('closure.none')} hint={t('closure.none_hint')} />}
        {rows !== null && rows.length > 0 && (
          <ul class="stack-tight">
            {rows.map((closure) => (
              <ClosureRow key={closure.id} closure={closure} onEnd={() => setEnding(closure)} />
            ))}
          </ul>
        )}
      </div>
      {ending !== null && (
        <ReasonDialog
          title={t('closure.end_title', { reason: ending.reason })}
          confirm={t('closure.end')}
          hint={t('closure.end_hint')}
          send={(reason) => closures.openRoad(ending, reason)}
          onClose={() => setEnding(null)}
        />
      )}
    </section>
  );
}

function ClosureRow(props: { closure: RoadClosure; onEnd: () => void }): JSX.Element {
  const { closure } = props;
  const coming = isComing(closure, now.value);
  const shown = closures.shownId.value === closure.id;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (shown) element.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  return (
    <li class="closure" ref={element} data-shown={shown} data-testid="closure">
      <button type="button" class="closure-what" aria-pressed={shown} onClick={() => closures.show(closure.id)}>
        <span class="strong">{closure.reason}</span>
        <span class="visually-hidden">{t('closure.show')}</span>
      </button>
      <Badge tone={coming ? 'plain' : 'danger'} dashed={coming}>
        {t(coming ? 'closure.coming' : 'closure.now')}
      </Badge>
      <span class="muted small">
        {t(`closure.kind.${closure.geometry.type}`)} · {periodText(closure, coming)}
      </span>
      {closures.mayClose.value && (
        <Button testId="closure-end" onClick={props.onEnd}>
          {t('closure.end')}
        </Button>
      )}
    </li>
  );
}

function periodText(closure: RoadClosure, coming: boolean): string {
  const from = formatMoment(closure.valid_from);
  if (closure.valid_until !== null) return t('closure.period', { from, until: formatMoment(closure.valid_until) });
  return t(coming ? 'closure.from' : 'closure.since', { from });
}

/** On the map: how many roads are closed, and the way to them. */
export function ClosureButton(): JSX.Element | null {
  if (!closures.mayLook.value || store.intakeOpen.value || store.roads.value === 'form') return null;
  const n = closures.closures.value?.length ?? 0;
  return (
    <div class="map-corner">
      <Button kind="quiet" testId="closures-open" pressed={store.roads.value === 'list'} onClick={closures.toggleRoads}>
        <Icon name="barred" /> {n === 0 ? t('closure.many') : t('closure.open_list', { n })}
      </Button>
    </div>
  );
}
