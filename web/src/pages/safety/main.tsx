import { render } from 'preact';
import { SignedIn } from '../../forms/index.ts';
import { Safety } from './safety.tsx';
import { session } from './store.ts';

const root = document.getElementById('app');
if (root !== null) {
  render(
    <SignedIn session={session}>
      <Safety />
    </SignedIn>,
    root,
  );
}
