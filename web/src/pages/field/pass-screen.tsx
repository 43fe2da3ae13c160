import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, Dialog, Facts } from '../../design/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import { keepAwake, steadyNow } from '../../offline/index.ts';
import { QrCode } from '../../passes/qr.tsx';
import type { JobPack } from './pack.ts';

/**
 * The way to the entry passes of a job; nothing when there are none. They are in the pack, so no network is needed.
 * It stands out only where a guard may ask for it next; else it would compete with the step's own button.
 */
export function PassButton(props: { job: JobPack; dueNow: boolean }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const held = props.job.passes ?? []; // a pack that was pulled before there were passes has none
  const passes = held.filter((pass) => Date.parse(pass.valid_until) > steadyNow());
  if (passes.length === 0) return null;
  return (
    <>
      <Button wide kind={props.dueNow ? 'primary' : 'plain'} testId="show-pass" onClick={() => setOpen(true)}>
        {t('field.pass.show')}
      </Button>
      {open && <PassScreen passes={passes} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The code as large as the screen, black on white, with what the guard compares below it. */
function PassScreen(props: { passes: JobPack['passes']; onClose: () => void }): JSX.Element {
  useEffect(keepAwake, []);
  return (
    <Dialog title={t('field.pass')} testId="pass-screen" onClose={props.onClose}>
      <div class="stack">
        {props.passes.map((pass) => (
          <section key={pass.id} class="pass-card" data-testid="pass" data-pass={pass.id}>
            <QrCode text={pass.text} label={`${t('field.pass')} ${pass.permit_number}`} />
            <p class="muted small">{t('field.pass.hint')}</p>
            <Facts
              rows={[
                [t('zone.one'), pass.zone_name],
                [t('guard.gate'), pass.gate],
                [t('guard.window'), `${formatMoment(pass.valid_from)} – ${formatMoment(pass.valid_until)}`],
                [t('assignment.members'), pass.people.join(', ')],
                [t('guard.plates'), pass.plates.join(' · ')],
                [t('guard.permit'), pass.permit_number],
              ]}
            />
          </section>
        ))}
      </div>
    </Dialog>
  );
}
