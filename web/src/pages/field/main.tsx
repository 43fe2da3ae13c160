import { render } from 'preact';
import { SignedIn } from '../../forms/index.ts';
import { registerWorker } from '../../offline/index.ts';
import { FieldApp } from './field.tsx';
import { session } from './store.ts';

const root = document.getElementById('app');
if (root !== null) {
  render(
    <SignedIn phone session={session}>
      <FieldApp />
    </SignedIn>,
    root,
  );
}
void registerWorker('field');
