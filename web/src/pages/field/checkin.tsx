import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { clockText } from '../../checklists/index.ts';
import { Button, toast } from '../../design/index.ts';
import { formatTime, t } from '../../i18n/index.ts';
import { ring, steadyNow } from '../../offline/index.ts';
import { checkinState } from './checkin-state.ts';
import type { JobPack } from './pack.ts';
import * as store from './store.ts';

const TICK_MS = 1_000;
/** How often the phone calls for the word once it is due soon, and once it is overdue. */
const RING_EVERY_MS = { soon: 60_000, over: 20_000 } as const;

/** The moment by the server's clock, counted on while somebody looks. */
function useNow(): number {
  const [now, setNow] = useState(steadyNow);
  useEffect(() => {
    const count = (): void => setNow(steadyNow());
    const timer = setInterval(count, TICK_MS);
    document.addEventListener('visibilitychange', count);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', count);
    };
  }, []);
  return now;
}

/** All well? One press, at any time; nothing outside zones. */
export function CheckinCard(props: { job: JobPack }): JSX.Element | null {
  const now = useNow();
  const { job } = props;
  const at = checkinState(job, now);
  if (at === null) return null;
  const give = async (): Promise<void> => {
    const members = job.members.map((member) => member.id);
    if ((await store.act('crew.checkin', job.id, { members })) !== null) toast('ok', t('checkin.noted'));
  };
  const due = formatTime(new Date(at.dueAt).toISOString());
  return (
    <div class="checkin" data-testid="checkin" data-state={at.state} data-left={at.leftSeconds}>
      <div class="checkin-text" role={at.state === 'calm' ? undefined : 'alert'}>
        <span class="strong">{at.state === 'over' ? t('checkin.over') : t('checkin.ask')}</span>
        {at.state === 'calm' && <span class="muted">{t('checkin.by', { time: due })}</span>}
        {at.state === 'soon' && <span aria-hidden="true">{t('checkin.soon', { time: clockText(at.leftSeconds) })}</span>}
      </div>
      <Button kind={at.state === 'calm' ? 'plain' : 'primary'} testId="check-in" onClick={() => void give()}>
        {t('checkin.all_well')}
      </Button>
    </div>
  );
}

/** Calls for the word wherever the person is on this page; draws nothing. */
export function CheckinWatch(): null {
  const now = useNow();
  const states = store.jobs.value.map((job) => checkinState(job, now)?.state);
  const worst = states.includes('over') ? 'over' : states.includes('soon') ? 'soon' : null;
  useEffect(() => {
    if (worst === null) return undefined;
    ring();
    const timer = setInterval(ring, RING_EVERY_MS[worst]);
    return () => clearInterval(timer);
  }, [worst]);
  return null;
}
