import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { DeskTools, EmptyState, Frame, Tabs } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { LiveBadge } from '../../live/index.ts';
import * as store from './store.ts';
import { SAFETY_TABS } from './tabs.ts';
import './safety.css';

/** The desk of HSE officers, auditors and administrators: a row of tabs, each a screen of its own. */
export function Safety(): JSX.Element {
  useEffect(() => {
    store.stream.start();
    return () => store.stream.stop();
  }, []);
  const tabs = SAFETY_TABS.filter((each) => each.verbs.some((verb) => store.session.may(verb)));
  const chosen = tabs.find((each) => each.key === store.tab.value) ?? tabs[0];
  return (
    <Frame desk={t('desk.safety')} tools={<Tools />}>
      <div class="safety">
        <h1 class="visually-hidden">{t('desk.safety')}</h1>
        {chosen === undefined ? (
          <EmptyState title={t('safety.not_yours')} hint={t('safety.not_yours_hint')} />
        ) : (
          <Tabs<string>
            label={t('safety.tabs')}
            chosen={chosen.key}
            tabs={tabs.map((each) => ({ key: each.key, label: t(each.label) }))}
            onChoose={store.openTab}
          >
            <chosen.Screen key={chosen.key} />
          </Tabs>
        )}
      </div>
    </Frame>
  );
}

function Tools(): JSX.Element {
  const { session, stream } = store;
  return (
    <DeskTools live={<LiveBadge stream={stream} />} person={session.me.value} onSignOut={() => void session.signOut()} />
  );
}
