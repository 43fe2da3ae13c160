import { render, type JSX } from 'preact';
import { Session } from '../../api/index.ts';
import { AccountMenu, Frame } from '../../design/index.ts';
import { SignedIn } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';

const session = new Session('field');

function Page(): JSX.Element {
  const name = session.me.value?.name ?? '';
  return (
    <SignedIn session={session}>
      <Frame desk={t('desk.field')} tools={<AccountMenu name={name} onSignOut={() => void session.signOut()} />}>
        <h1 class="visually-hidden">{t('desk.field')}</h1>
      </Frame>
    </SignedIn>
  );
}

const root = document.getElementById('app');
if (root !== null) render(<Page />, root);
