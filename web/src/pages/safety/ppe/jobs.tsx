import type { JSX } from 'preact';
import { Badge, Panel } from '../../../design/index.ts';
import { formatMoment, t, tCode } from '../../../i18n/index.ts';
import * as store from './ppe-store.ts';
import { labelOf, Listed, pieces } from './shown.tsx';

/** What each job under way has reserved, is short of, and has handed out. */
export function Jobs(): JSX.Element {
  const empty = { title: t('ppe.no_jobs'), hint: t('ppe.no_jobs_hint') };
  return (
    <div class="ppe-page">
      <h2 class="visually-hidden">{t('ppe.view.jobs')}</h2>
      <Listed resource={store.jobs} rows={(data) => data.jobs} empty={empty}>
        {(jobs) => (
          <div class="ppe-jobs">
            {jobs.map((job) => (
              <Job key={job.assignment_id} job={job} />
            ))}
          </div>
        )}
      </Listed>
    </div>
  );
}

function Job(props: { job: store.JobStock }): JSX.Element {
  const { job } = props;
  const short = job.reserved.filter((each) => each.store_id === null);
  const people = [...job.members.map((each) => ({ id: each.id as string | null, name: each.name })), { id: null, name: t('ppe.spare') }];
  return (
    <Panel
      title={`${job.number} · ${job.crew_name}`}
      testId="ppe-job"
      aside={short.length > 0 ? <Badge tone="danger">{t('ppe.is_short')}</Badge> : <Badge tone="ok">{t('ppe.is_complete')}</Badge>}
    >
      <p class="muted small">
        {tCode('assignment.state', job.state)} · {t('ppe.entry_at', { time: formatMoment(job.planned_entry_at) })}
      </p>
      {people.map((person) => {
        const reserved = job.reserved.filter((each) => each.member_id === person.id);
        const held = job.in_hand.filter((each) => each.member_id === person.id);
        if (reserved.length + held.length === 0) return null;
        return (
          <section key={person.id ?? 'spare'} class="ppe-person">
            <h4>{person.name}</h4>
            <ul>
              {held.map((each) => (
                <li key={each.issue_id}>
                  <span>{t('ppe.n_of', { n: pieces(each.pieces), item: store.itemName(each.item) })}</span>
                  <Badge tone={each.off_shelf ? 'warn' : 'ok'}>{each.off_shelf ? t('ppe.off_shelf') : t('ppe.job.issued')}</Badge>
                </li>
              ))}
              {reserved.map((each, at) => (
                <li key={at}>
                  <span>
                    {t('ppe.n_of', { n: pieces(each.pieces), item: store.itemName(each.item) })}
                    <span class="muted small"> {[labelOf(each), store.storeName(each.store_id)].filter(Boolean).join(' · ')}</span>
                  </span>
                  {each.store_id === null && <Badge tone="danger">{t('ppe.job.missing')}</Badge>}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </Panel>
  );
}
