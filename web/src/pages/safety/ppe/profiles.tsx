import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button, EmptyState, Notice } from '../../../design/index.ts';
import { formatDateTime, formatMinutes, locale, t } from '../../../i18n/index.ts';
import { session } from '../store.ts';
import { ProfileEditor } from './profile-editor.tsx';
import * as store from './ppe-store.ts';
import { Listed } from './shown.tsx';

/** Profiles on the left; the chosen one with its versions, and the editor of the next one, on the right. */
export function Profiles(): JSX.Element {
  const empty = { title: t('ppe.no_profiles'), hint: t('ppe.no_profiles_hint') };
  return (
    <Listed resource={store.profiles} rows={(data) => data.items} empty={empty}>
      {(profiles) => (
        <div class="safety-split">
          <nav class="safety-list" aria-label={t('ppe.view.profiles')}>
            <ul>
              {profiles.map((each) => (
                <li key={each.code}>
                  <button
                    type="button"
                    class="list-row"
                    data-testid="ppe-profile"
                    aria-current={store.profileCode.value === each.code}
                    onClick={() => store.openProfile(each.code)}
                  >
                    <span class="strong">{each.name[locale.value]}</span>
                    <span class="muted small">{t('ppe.version_of', { n: each.version, articles: each.items.length })}</span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <section class="safety-detail" aria-label={t('ppe.profile')}>
            <Chosen />
          </section>
        </div>
      )}
    </Listed>
  );
}

function Chosen(): JSX.Element {
  const [editing, setEditing] = useState(false);
  if (store.profileCode.value === null) return <EmptyState title={t('ppe.choose_profile')} hint={t('ppe.choose_profile_hint')} />;
  const empty = { title: t('ppe.no_profiles'), hint: t('ppe.no_profiles_hint') };
  return (
    <Listed resource={store.versions} rows={(data) => data.items} empty={empty}>
      {(versions) => (
        <div class="ppe-shelf">
          <h2 class="visually-hidden">{t('ppe.profile')}</h2>
          {session.may('ppe.profiles') && (
            <div class="ppe-actions">
              <Button kind="primary" testId="ppe-edit-profile" onClick={() => setEditing(true)}>
                {t('ppe.new_version')}
              </Button>
            </div>
          )}
          {versions.map((each, at) => (
            <Version key={each.id} profile={each} newest={at === 0} />
          ))}
          {editing && versions[0] !== undefined && <ProfileEditor profile={versions[0]} onClose={() => setEditing(false)} />}
        </div>
      )}
    </Listed>
  );
}

function Version(props: { profile: store.Profile; newest: boolean }): JSX.Element {
  const { profile } = props;
  return (
    <article class="ppe-line" data-testid="ppe-version">
      <header class="spread">
        <h3>{`${profile.name[locale.value]} · ${t('ppe.version', { n: profile.version })}`}</h3>
        <span class="ppe-marks">
          {props.newest && <Badge tone="ok">{t('ppe.in_force')}</Badge>}
          <span class="muted small">{formatDateTime(profile.published_at)}</span>
        </span>
      </header>
      {props.newest && profile.hse_must_confirm && <Notice tone="warn">{t('ppe.hse_must_confirm')}</Notice>}
      <ul class="ppe-items">
        {profile.items.map((item) => (
          <li key={item.item}>
            <span>{t('ppe.n_of', { n: item.count, item: store.itemName(item.item) })}</span>
            <span class="muted small">
              {[
                item.spare > 0 && t('ppe.spare_n', { n: item.spare }),
                item.sized && t('ppe.sized'),
                item.replace_after_minutes !== null && t('ppe.replace_after', { time: formatMinutes(item.replace_after_minutes) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {item.electrical_note !== null && <span class="ppe-note">⚡ {item.electrical_note[locale.value]}</span>}
          </li>
        ))}
      </ul>
    </article>
  );
}
