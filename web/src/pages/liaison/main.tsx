import { render } from 'preact';
import { SignedIn } from '../../forms/index.ts';
import { Liaison } from './liaison.tsx';
import { session } from './store.ts';

const root = document.getElementById('app');
if (root !== null) {
  render(
    <SignedIn session={session}>
      <Liaison />
    </SignedIn>,
    root,
  );
}
