import type { ComponentChildren, JSX } from 'preact';
import type { Permit } from '../../api/index.ts';
import { Badge, Button, Facts, Icon, Notice, Panel, PermitStatus } from '../../design/index.ts';
import { formatMoment, t, tCode, tWords } from '../../i18n/index.ts';
import { PermitAsks, PermitTrail } from '../../timeline/index.ts';
import { Decision } from './decision.tsx';
import { PassPrint } from './pass-print.tsx';
import { TimeLeft } from './request-list.tsx';
import * as store from './store.ts';

/** One request: who, which vehicle, where, why, when, in which PPE; and the answer to it. */
export function RequestDetail(props: { permit: Permit }): JSX.Element {
  const { permit } = props;
  return (
    <article class="desk-detail" aria-label={t('request.one')} data-testid="request-detail">
      <SideHead title={permit.number}>
        <PermitStatus state={permit.state} />
        <TimeLeft permit={permit} />
        {permit.supplements_id !== null && <Badge>{t('permit.supplement')}</Badge>}
      </SideHead>
      <Decision
        permit={permit}
        after={
          <>
            <PermitAsks permit={permit} />
            <PermitTrail permit={permit} api={store.api} />
          </>
        }
      >
        <Beside permit={permit} />
        <What permit={permit} />
        <Who permit={permit} />
        <Given permit={permit} />
      </Decision>
    </article>
  );
}

/** The side's head: a title, what belongs beside it, and the way out. */
export function SideHead(props: { title: string; children?: ComponentChildren; onClose?: () => void }): JSX.Element {
  return (
    <header class="desk-head">
      <div class="cluster">
        <h2>{props.title}</h2>
        {props.children}
      </div>
      <Button icon kind="quiet" label={t('action.close')} onClick={props.onClose ?? store.closeSide}>
        <Icon name="close" />
      </Button>
    </header>
  );
}

/** A request for a newcomer names the permit that it stands beside, and a permit whose people changed the request. */
function Beside(props: { permit: Permit }): JSX.Element | null {
  const { permit } = props;
  const main = store.permitRows.value.find((other) => other.id === permit.supplements_id);
  const beside = store.permitRows.value.filter((other) => other.supplements_id === permit.id);
  if (main === undefined && beside.length === 0) return null;
  return (
    <Notice tone={main === undefined ? 'plain' : 'warn'} testId="beside">
      <div class="cluster">
        <span>{t(main === undefined ? 'request.has_beside' : 'request.is_beside')}</span>
        {(main === undefined ? beside : [main]).map((other) => (
          <Button key={other.id} onClick={() => store.openPermit(other.id)}>
            {other.number} · {tCode('permit.state', other.state)}
          </Button>
        ))}
      </div>
    </Notice>
  );
}

function What(props: { permit: Permit }): JSX.Element {
  const { ticket, zone, authority, ...permit } = props.permit;
  const { from, until } = permit.requested_window;
  return (
    <Panel title={t('request.what')}>
      <Facts
        rows={[
          [t('ticket.one'), `${ticket.number} · ${tCode('work', ticket.work_type)}`],
          [t('ticket.place'), ticket.address || t('ticket.no_address')],
          [t('request.why'), whyText(props.permit)],
          [t('request.window'), t('permit.window', { from: formatMoment(from), until: formatMoment(until) })],
          [t('zone.one'), `${zone.name} · ${tCode('hazard', zone.hazard_class)}`],
          [t('zone_form.authority'), authority.name],
          [t('need.ppe'), permit.ppe_profile && tCode('profile', permit.ppe_profile)],
          [t('request.requested_at'), permit.requested_at && formatMoment(permit.requested_at)],
        ]}
      />
    </Panel>
  );
}

function whyText(permit: Permit): string {
  const customers = permit.ticket.customers_affected;
  const many = customers === 1 ? t('request.customer') : t('request.customers', { n: customers });
  const count = customers > 0 ? many : '';
  return [permit.reason, count].filter(Boolean).join(' · ');
}

function Who(props: { permit: Permit }): JSX.Element {
  const { assignment, people, vehicles } = props.permit;
  return (
    <Panel title={t('request.who')} aside={<span class="small">{assignment.crew_name}</span>}>
      <ul class="desk-lines">
        {people.map((person) => (
          <li class="spread" key={person.id} data-testid="request-person">
            <span class="strong">{person.name}</span>
            <span class="cluster">
              <span class="muted">{t('request.grade', { n: person.safety_grade })}</span>
              {person.void && <Badge tone="danger">{t('request.void')}</Badge>}
            </span>
          </li>
        ))}
        {vehicles.map((vehicle) => (
          <li class="spread" key={vehicle.id}>
            <span>
              {t('request.vehicle')} <span class="strong">{vehicle.plate}</span>
            </span>
            {vehicle.void && <Badge tone="danger">{t('request.void')}</Badge>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The answer that was given, if any. */
function Given(props: { permit: Permit }): JSX.Element | null {
  const { permit } = props;
  if (permit.decided_at === null) return null;
  const until = { from: formatMoment(permit.valid_from ?? permit.requested_window.from) };
  return (
    <Panel title={t('request.decided')} testId="given-answer">
      <div class="stack">
        <Facts
          rows={[
            [
              tCode('permit.state', permit.state),
              t('request.decided_by', { time: formatMoment(permit.decided_at), name: permit.decided_by ?? '' }),
            ],
            [
              t('request.valid'),
              permit.valid_until && t('permit.window', { ...until, until: formatMoment(permit.valid_until) }),
            ],
            [t('field.reason'), permit.decision_reason && tWords('permit.cause', permit.decision_reason)],
            [t('decision.gate'), permit.gate?.name],
            [t('permit.conditions'), permit.conditions.length > 0 && <Conditions lines={permit.conditions} />],
            [
              t('permit.exit_conditions'),
              permit.exit_conditions.length > 0 && <Conditions lines={permit.exit_conditions} />,
            ],
          ]}
        />
        <PassPrint permit={permit} />
      </div>
    </Panel>
  );
}

function Conditions(props: { lines: readonly string[] }): JSX.Element {
  return (
    <ul>
      {props.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
