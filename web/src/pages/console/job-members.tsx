import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Assignment } from '../../api/index.ts';
import { Badge, Button, Panel } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import * as store from './store.ts';
import { maySwap, type Leaving } from './swap.ts';
import { SwapDialog } from './swap-dialog.tsx';

/** Who goes, in which vehicle; until they are at the place each can be exchanged. */
export function Members(props: { assignment: Assignment }): JSX.Element {
  const { assignment: job } = props;
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const offer = store.mayAssign.value && maySwap(job);
  const vehicle: Leaving = { kind: 'vehicle', id: job.vehicle?.id ?? null, name: job.vehicle?.plate ?? t('swap.no_vehicle') };
  return (
    <Panel title={t('assignment.members')} testId="job-members">
      <ul class="lines">
        {job.members.map((member) => (
          <li key={member.id} class="spread" data-testid="job-member">
            <span class="truncate">{member.name}</span>
            <span class="cluster">
              <Badge tone={member.ppe_checked ? 'ok' : 'plain'}>{t(member.ppe_checked ? 'ppe.issued' : 'ppe.missing')}</Badge>
              {offer && <SwapButton leaving={{ kind: 'member', id: member.id, name: member.name }} onPress={setLeaving} />}
            </span>
          </li>
        ))}
        {(job.vehicle !== null || offer) && (
          <li class="spread">
            <span class={job.vehicle === null ? 'muted' : 'strong'}>{vehicle.name}</span>
            {offer && <SwapButton leaving={vehicle} onPress={setLeaving} />}
          </li>
        )}
      </ul>
      {leaving !== null && <SwapDialog job={job} leaving={leaving} onClose={() => setLeaving(null)} />}
    </Panel>
  );
}

function SwapButton(props: { leaving: Leaving; onPress: (leaving: Leaving) => void }): JSX.Element {
  const { leaving } = props;
  return (
    <Button
      kind="quiet"
      label={t('swap.button_of', { name: leaving.name })}
      testId={leaving.kind === 'member' ? 'swap' : 'swap-vehicle'}
      onClick={() => props.onPress(leaving)}
    >
      {t('swap.button')}
    </Button>
  );
}
