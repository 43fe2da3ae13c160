import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, Skeleton } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { AlarmBar } from './alarm-screen.tsx';
import type { JobMapProps } from './job-map.tsx';
import type { JobPack } from './pack.ts';
import { Page } from './page.tsx';
import { openPlace } from './place.ts';
import { doffingOf, placeOfJob } from './way.ts';

type JobMap = (props: JobMapProps) => JSX.Element;

/** The map of one job. Drawing maps is most of what this app weighs, so it is loaded only here. */
export function MapPage(props: { job: JobPack }): JSX.Element {
  const { job } = props;
  const [Map, setMap] = useState<JobMap | null>(null);
  useEffect(() => {
    void import('./job-map.tsx').then((module) => setMap(() => module.JobMap));
  }, []);
  const [lon, lat] = placeOfJob(job);
  const doffing = doffingOf(job);
  return (
    <Page title={job.ticket.address || job.ticket.number} testId="map-page" onBack={() => openPlace(job.id)} bare>
      <AlarmBar job={job} />
      {Map === null ? <Skeleton lines={6} /> : <Map job={job} />}
      <div class="step-actions">
        {doffing && (
          <p class="small" data-testid="map-doffing">
            {t('field.map.doffing')}: <b>{doffing}</b>
          </p>
        )}
        <div class="step-others">
          <a class="field-link field-link-wide" href={`geo:${lat},${lon}?q=${lat},${lon}`}>
            {t('field.map.navigate')}
          </a>
          <Button kind="primary" wide testId="map-back" onClick={() => openPlace(job.id)}>
            {t('action.back')}
          </Button>
        </div>
      </div>
    </Page>
  );
}
