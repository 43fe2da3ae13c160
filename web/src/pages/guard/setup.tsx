import type { JSX } from 'preact';
import { Button, DisplayChoices, EmptyState } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import type { ListedZone } from '../../passes/index.ts';
import * as store from './store.ts';

/** Where the guard stands: chosen once. */
export function Setup(): JSX.Element {
  const zones = store.listed.value?.zones ?? [];
  return (
    <div class="guard-scroll stack" data-testid="guard-setup">
      <h1 class="guard-title">{t('guard.setup.title')}</h1>
      {store.listed.value === null ? (
        <EmptyState title={t('guard.setup.none')} hint={t('guard.setup.none_hint')}>
          <Button wide kind="primary" busy={store.refreshing.value === 'running'} onClick={() => void store.refresh()}>
            {t('guard.list.update')}
          </Button>
        </EmptyState>
      ) : (
        <p class="muted">{t('guard.setup.hint')}</p>
      )}
      {zones.map((zone) => (
        <ZoneChoice key={zone.number} zone={zone} />
      ))}
      <button type="button" class="guard-choice" data-testid="any-zone" onClick={() => store.choosePost({ zone: null, gate: null })}>
        <strong>{t('guard.setup.any')}</strong>
        <span class="muted">{t('guard.setup.any_hint')}</span>
      </button>
      <details class="guard-fold">
        <summary>{t('guard.display')}</summary>
        <div class="stack">
          <DisplayChoices />
        </div>
      </details>
    </div>
  );
}

/** A zone with its control points; choosing one of these chooses the zone too. */
function ZoneChoice(props: { zone: ListedZone }): JSX.Element {
  const { zone } = props;
  const gates = zone.gates.length > 0 ? zone.gates : [null];
  return (
    <div class="guard-zone" role="group" aria-label={zone.name}>
      <div>
        <div class="strong">{zone.name}</div>
        <div class="muted small">{zone.number}</div>
      </div>
      {gates.map((gate) => (
        <button
          key={gate}
          type="button"
          class="guard-choice"
          data-testid="post"
          data-zone={zone.number}
          onClick={() => store.choosePost({ zone: zone.number, gate })}
        >
          <strong>{gate ?? zone.name}</strong>
        </button>
      ))}
    </div>
  );
}
