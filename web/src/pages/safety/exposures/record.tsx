import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ExposureRecord } from '../../../api/index.ts';
import { Badge, Button, Facts, Notice, Panel } from '../../../design/index.ts';
import { formatDateTime, t, tCode } from '../../../i18n/index.ts';
import { ClassifyDialog } from './classify-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { LevelBadge } from './level.tsx';
import { Breaches, Classifications, Contacts, Corrections, StandDowns } from './record-parts.tsx';
import { BreachDialog, ContactDialog } from './tell-dialogs.tsx';

type Open = 'classify' | 'correct' | 'contact' | 'breach' | null;

/** One stay with all that belongs to it, and what HSE can do about it. */
export function Record(props: { record: ExposureRecord }): JSX.Element {
  const { record } = props;
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  return (
    <div class="exposure-record" data-testid="exposure-record">
      <header class="exposure-head">
        <h2>{record.name}</h2>
        <span class="cluster">
          <LevelBadge level={record.level} proposed={record.proposed} names={record.levels} />
          {record.void && <Badge dashed>{t('exposure.void')}</Badge>}
        </span>
        <div class="cluster exposure-actions">
          <Button kind="primary" onClick={() => setOpen('classify')} testId="classify">
            {t('exposure.classify')}
          </Button>
          <Button onClick={() => setOpen('contact')}>{t('exposure.add_contact')}</Button>
          <Button onClick={() => setOpen('breach')}>{t('exposure.add_breach')}</Button>
          <Button onClick={() => setOpen('correct')} testId="correct">
            {t('exposure.correct')}
          </Button>
        </div>
      </header>
      {record.proposed === true && record.level !== 'low' && (
        <Notice tone="warn">{t('exposure.classify_hint')}</Notice>
      )}
      <div class="safety-columns">
        <Stay record={record} />
        <Contacts record={record} />
        <Breaches record={record} />
        <Classifications record={record} />
        <StandDowns record={record} />
        <Corrections record={record} />
      </div>
      {open === 'classify' && <ClassifyDialog record={record} onClose={close} />}
      {open === 'correct' && <CorrectDialog record={record} onClose={close} />}
      {open === 'contact' && <ContactDialog record={record} onClose={close} />}
      {open === 'breach' && <BreachDialog record={record} onClose={close} />}
    </div>
  );
}

function Stay(props: { record: ExposureRecord }): JSX.Element {
  const { record } = props;
  const device = [record.entered_device_at, record.left_device_at].map((at) => (at === null ? '…' : formatDateTime(at)));
  const first = [record.original_entered_at, record.original_left_at].map((at) => (at === null ? '…' : formatDateTime(at)));
  return (
    <Panel title={t('exposure.zone')}>
      <Facts
        rows={[
          [t('exposure.zone'), t('exposure.zone_version', { zone: record.zone, n: record.zone_version_no })],
          [t('trace.hazard'), tCode('hazard', record.hazard_class)],
          [t('exposure.authority'), record.authority],
          [t('exposure.entered'), formatDateTime(record.entered_at)],
          [t('exposure.left'), record.left_at === null ? t('exposure.inside') : formatDateTime(record.left_at)],
          [t('exposure.phone_time'), device.join(' – ')],
          [t('exposure.first_written'), record.corrected && first.join(' – ')],
          [t('exposure.crew'), record.crew],
          [t('exposure.role'), record.role && tCode('crew_role', record.role)],
          [t('exposure.vehicle'), record.vehicle_plate],
          [t('exposure.ppe'), record.ppe_profile && tCode('profile', record.ppe_profile)],
          [t('exposure.job'), `${record.ticket_number} · ${record.address}`],
          [
            t('exposure.disinfection'),
            record.disinfection
              .map((run) => (run.completed_at === null ? t('exposure.not_done') : formatDateTime(run.completed_at)))
              .join(', '),
          ],
        ]}
      />
    </Panel>
  );
}
