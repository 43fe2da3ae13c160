import { asProblem, problemFrom, signedFetch } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { session } from './store.ts';

/** Ask for a file and let the browser keep it; what goes wrong is told in a toast. */
export async function saveFile(path: string, name: string, body?: unknown): Promise<void> {
  try {
    const asked: RequestInit =
      body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    const answer = await signedFetch(session, new Request(`${location.origin}${path}`, asked));
    if (!answer.ok) throw problemFrom(answer, await answer.json().catch(() => null));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
  }
}
