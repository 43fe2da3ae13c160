import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../../../api/index.ts';
import { Button, Panel } from '../../../design/index.ts';
import { ProblemNotice, useForm } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import type { Rules } from './people-rules-tab.tsx';
import { keysOf, pairKey, pairsOf, ROLES, samePairs, withWishes, type Role, type Wishes } from './rules.ts';

const NO_WISHES: Wishes = new Map();

/** Role against role; below it the same in sentences. Ticks are kept together, by one press; until then no news takes them away. */
export function PairMatrix(props: { rules: Rules; may: boolean; onSaved: (changed: Rules) => void }): JSX.Element {
  const { rules, may } = props;
  const kept = keysOf(rules.pairs);
  const [wishes, setWishes] = useState(NO_WISHES);
  const ticked = withWishes(kept, wishes);
  const form = useForm();
  const save = (): Promise<boolean> =>
    form.submit(async () => {
      const body = { pairs: pairsOf(ticked) };
      props.onSaved(await ask(api.PUT('/api/v1/people-rules/role-combinations', { body })));
      setWishes(NO_WISHES);
    });
  return (
    <Panel title={t('rules.pairs')} testId="rules-pairs">
      <div class="stack">
        <p class="muted small">{t('rules.pairs_hint')}</p>
        <ProblemNotice problem={form.problem} />
        <div class="rules-matrix" tabIndex={0} role="region" aria-label={t('rules.pairs')}>
          <Matrix ticked={ticked} may={may} onToggle={(key) => setWishes(new Map(wishes).set(key, !ticked.has(key)))} />
        </div>
        <Sentences ticked={ticked} />
        {!samePairs(ticked, kept) && (
          <div class="cluster">
            <Button onClick={() => setWishes(NO_WISHES)}>{t('action.cancel')}</Button>
            <Button kind="primary" busy={form.busy} onClick={() => void save()} testId="pairs-save">
              {t('rules.save')}
            </Button>
            <span class="muted small">{t('rules.effect')}</span>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** Each pair stands once: below the diagonal. */
function Matrix(props: { ticked: ReadonlySet<string>; may: boolean; onToggle: (key: string) => void }): JSX.Element {
  const rows = ROLES.slice(1);
  const columns = ROLES.slice(0, -1);
  return (
    <table>
      <thead>
        <tr>
          <td />
          {columns.map((role) => (
            <th key={role} scope="col">
              {t(`crew_role.${role}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row}>
            <th scope="row">{t(`crew_role.${row}`)}</th>
            {columns.map((column, place) => (
              <td key={column}>{place <= at && <Cell {...props} one={column} other={row} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell(props: {
  one: Role;
  other: Role;
  ticked: ReadonlySet<string>;
  may: boolean;
  onToggle: (key: string) => void;
}): JSX.Element {
  const key = pairKey(props.one, props.other);
  return (
    <input
      type="checkbox"
      checked={props.ticked.has(key)}
      disabled={!props.may}
      aria-label={t('rules.pair', { one: t(`crew_role.${props.one}`), other: t(`crew_role.${props.other}`) })}
      data-testid="pair"
      data-pair={key}
      onChange={() => props.onToggle(key)}
    />
  );
}

function Sentences(props: { ticked: ReadonlySet<string> }): JSX.Element {
  const pairs = pairsOf(props.ticked);
  const low = (role: Role): string => t(`crew_role.${role}`).toLowerCase();
  if (pairs.length === 0) return <p data-testid="pair-words">{t('rules.pairs_none')}</p>;
  return (
    <ul data-testid="pair-words">
      {pairs.map(([one, other]) => (
        <li key={pairKey(one, other)}>{t('rules.pair_words', { one: low(one), other: low(other) })}</li>
      ))}
    </ul>
  );
}
