import { render } from 'preact';
import { registerWorker } from '../../offline/register.ts';
import { Guard } from './guard.tsx';

const root = document.getElementById('app');
if (root !== null) render(<Guard />, root);
void registerWorker('guard');
