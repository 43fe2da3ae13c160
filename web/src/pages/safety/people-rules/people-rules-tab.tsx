import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ask, createResource, type Schemas } from '../../../api/index.ts';
import { ErrorState, Facts, Notice, Panel, Select, Skeleton, toast } from '../../../design/index.ts';
import { ProblemNotice, useForm } from '../../../forms/index.ts';
import { formatNumber, t } from '../../../i18n/index.ts';
import { api, follow, session } from '../store.ts';
import { PairMatrix } from './pair-matrix.tsx';
import { keepsWhole } from './rules.ts';
import { SignersPanel } from './signers.tsx';
import './people-rules.css';

export type Rules = Schemas['PeopleRulesOut'];
type Need = Schemas['NeedIn'];

const rules = createResource(() => ask(api.GET('/api/v1/people-rules')));
/** The rules are one for the whole utility: only whoever keeps all of it is offered to change them. */
const wholeUnits = createResource(async () => {
  if (!session.may('people_rules.write')) return [];
  const page = await ask(api.GET('/api/v1/units', { params: { query: { limit: 500 } } }));
  return page.items.filter((unit) => unit.parent_id === null).map((unit) => unit.id);
});
const mayChange = computed(() => keepsWhole(session.me.value?.roles ?? [], wholeUnits.data.value ?? []));

function reload(): void {
  void rules.reload();
  void wholeUnits.reload();
}

const DOCUMENTS = ['permit', 'order', 'none'] as const;
const DAY_HOURS = 24;
const WEEK_HOURS = 168;

/** Which roles one person may hold, which work needs which document, who signs it, and how long people may work. */
export function PeopleRulesTab(): JSX.Element {
  useEffect(
    () => follow(reload, (event) => (event === null || event.subject_kind === 'people_rules') && rules.reloadSoon()),
    [],
  );
  const problem = rules.problem.value;
  const found = rules.data.value;
  if (found === null) {
    return problem === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={reload} />
    );
  }
  const may = mayChange.value;
  return (
    <section class="people-rules" aria-label={t('safety.tab.people_rules')} data-testid="people-rules">
      <h2 class="visually-hidden">{t('safety.tab.people_rules')}</h2>
      {!may && wholeUnits.data.value !== null && <Notice>{t('rules.read_only')}</Notice>}
      <PairMatrix rules={found} may={may} onSaved={take} />
      <Needs rules={found} may={may} />
      <SignersPanel rules={found} may={may} onSaved={take} />
      <Hours rules={found} />
    </section>
  );
}

/** The answer of a change holds everything. */
function take(changed: Rules): void {
  rules.set(changed);
  toast('ok', t('rules.saved'));
}

/** One choice a line, which holds as soon as it is made. */
function Needs(props: { rules: Rules; may: boolean }): JSX.Element {
  const form = useForm();
  const put = (need: Need): Promise<boolean> =>
    form.submit(async () => take(await ask(api.PUT('/api/v1/people-rules/documents', { body: need }))));
  return (
    <Panel title={t('rules.needs')} testId="rules-needs">
      <ProblemNotice problem={form.problem} />
      <div class="rules-needs">
        {props.rules.needs.map((need) => {
          const { work_method, voltage } = need as Need;
          const method = t(`method.${work_method}`);
          return (
            <Select
              key={`${work_method}/${voltage}`}
              name={`${work_method}-${voltage}`}
              label={t('rules.need_of', { method, voltage: t(`method.voltage.${voltage}`) })}
              value={need.document}
              disabled={!props.may || form.busy}
              options={DOCUMENTS.map((value) => ({ value, label: t(`rules.document.${value}`) }))}
              onChange={(document) => void put({ work_method, voltage, document: document as Need['document'] })}
            />
          );
        })}
      </div>
    </Panel>
  );
}

function Hours(props: { rules: Rules }): JSX.Element {
  const { rest_hours, hours_per_day, hours_per_week } = props.rules;
  const hours = (n: number): string => t('rules.hours_value', { n: formatNumber(n, 1) });
  const limit = (n: number, none: number): string => (n >= none ? t('rules.no_limit') : hours(n));
  return (
    <Panel title={t('rules.hours')}>
      <Facts
        rows={[
          [t('rules.rest'), hours(rest_hours)],
          [t('rules.day'), limit(hours_per_day, DAY_HOURS)],
          [t('rules.week'), limit(hours_per_week, WEEK_HOURS)],
        ]}
      />
      <p class="muted small">{t('rules.hours_hint')}</p>
    </Panel>
  );
}
