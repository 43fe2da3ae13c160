import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Authority } from '../../api/index.ts';
import { Button, Facts, Panel } from '../../design/index.ts';
import { formatMinutes, t } from '../../i18n/index.ts';
import { AuthorityDialog } from './authority-dialog.tsx';
import { OpenBadge } from './authority-list.tsx';
import { spansOf, spanText, WEEKDAYS } from './opening-draft.ts';
import { SideHead } from './request-detail.tsx';
import * as store from './store.ts';

/** One authority: when somebody is there, how long an answer may take, how to reach it. */
export function AuthorityDetail(props: { authority: Authority }): JSX.Element {
  const { authority } = props;
  const [editing, setEditing] = useState(false);
  const parent = store.authorities.data.value?.items.find((each) => each.id === authority.parent_id);
  return (
    <article class="desk-detail" aria-label={t('authority.one')} data-testid="authority-detail">
      <SideHead title={authority.name} onClose={() => (store.authorityId.value = null)}>
        <OpenBadge authority={authority} />
      </SideHead>
      <div class="desk-scroll stack" tabIndex={0}>
        <Panel>
          <Facts
            rows={[
              [t('authority.response'), formatMinutes(authority.response_minutes)],
              [t('authority.clock'), t(`authority.clock.${authority.response_clock}`)],
              [t('authority.parent'), parent?.name],
            ]}
          />
        </Panel>
        <Hours authority={authority} />
        {authority.contacts.length > 0 && (
          <Panel title={t('authority.contacts')}>
            <ul class="desk-lines">
              {authority.contacts.map((contact, at) => (
                <li key={at}>{[contact.name, contact.phone, contact.email].filter(Boolean).join(' · ')}</li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
      {store.session.may('authorities.write') && (
        <footer class="desk-foot">
          <Button kind="primary" onClick={() => setEditing(true)} testId="authority-edit">
            {t('authority.edit')}
          </Button>
        </footer>
      )}
      {editing && <AuthorityDialog authority={authority} onClose={() => setEditing(false)} />}
    </article>
  );
}

function Hours(props: { authority: Authority }): JSX.Element {
  const { opening, hours } = props.authority;
  const words = (text: string): string => (text === '' ? t('authority.holiday') : text.replaceAll('-', '–'));
  return (
    <Panel title={t('authority.hours')} testId="authority-hours">
      {opening === null ? (
        <p>{t('authority.always')}</p>
      ) : (
        <Facts
          rows={[
            ...WEEKDAYS.map((day) => [t(`weekday.${day}`), words(spanText(spansOf(opening, day)))] as const),
            ...opening.special_days.map((day) => [day.date, words(spanText(day.spans))] as const),
          ]}
        />
      )}
      {hours && <p class="muted small">{hours}</p>}
    </Panel>
  );
}
