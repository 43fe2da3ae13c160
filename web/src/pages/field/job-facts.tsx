import type { JSX } from 'preact';
import { Facts } from '../../design/index.ts';
import { paperLine } from '../../papers/index.ts';
import { formatMinutes, formatMoment, t, tCode } from '../../i18n/index.ts';
import { zonesOf, type JobPack } from './pack.ts';

/** What the crew must know about the job, its place and the zone. */
export function JobFacts(props: { job: JobPack }): JSX.Element {
  const { job } = props;
  const { ticket, merged } = job;
  const [longitude, latitude] = ticket.place.coordinates;
  const zones = zonesOf(job);
  const caller = { name: ticket.reporter_name, phone: ticket.reporter_phone };
  const people = [caller, ...job.contacts].filter((one) => one.phone);
  return (
    <>
      <Facts
        rows={[
          [t('ticket.work_type'), tCode('work', ticket.work_type)],
          [t('ticket.description'), ticket.description],
          [t('ticket.hazards'), ticket.hazards?.map((hazard) => tCode('hazard_life', hazard)).join(', ')],
          [t('ticket.number'), ticket.number],
          [t('assignment.planned_entry'), job.planned_entry_at && formatMoment(job.planned_entry_at)],
          [t('assignment.planned_start'), job.planned_start_at && formatMoment(job.planned_start_at)],
          [t('method.title'), job.work_method && t(`method.${job.work_method}`)],
          [t('paper.title'), job.work_permit && paperLine(job.work_permit)],
          [t('field.crew_note'), job.vehicle?.plate],
          [t('assignment.members'), job.members.map((member) => member.name).join(', ')],
          [t('zone.one'), zones.map((zone) => `${zone.name} · ${tCode('hazard', zone.hazard_class)}`).join(', ')],
          [t('need.ppe'), merged?.ppe_profiles.map((profile) => tCode('profile', profile)).join(', ')],
          [t('need.minutes'), merged?.max_minutes ? formatMinutes(merged.max_minutes) : null],
          [t('permit.conditions'), job.permits.flatMap((permit) => permit.conditions ?? []).join(' · ')],
          [t('assignment.doffing'), job.doffing_point],
        ]}
      />
      <a class="field-link" data-testid="directions" href={`geo:${latitude},${longitude}?q=${latitude},${longitude}`}>
        {t('field.map')}
      </a>
      {people.map((one) => (
        <a class="field-link" key={`${one.name}${one.phone}`} href={`tel:${(one.phone ?? '').replaceAll(' ', '')}`}>
          {t('action.call')} {one.name} · {one.phone}
        </a>
      ))}
    </>
  );
}
