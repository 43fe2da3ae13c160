import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { asProblem, problemFrom, signedFetch, type Permit } from '../../api/index.ts';
import { Button, toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import * as store from './store.ts';

/** Saves the entry pass of an approved permit as an A6 sheet to print. */
export function PassPrint(props: { permit: Permit }): JSX.Element | null {
  const [busy, setBusy] = useState(false);
  if (props.permit.state !== 'approved') return null;
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      await download(props.permit);
    } catch (error) {
      const problem = asProblem(error);
      toast('danger', problem.title, problem.explanation);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void save()} testId="print-pass">
      {t('request.print_pass')}
    </Button>
  );
}

async function download(permit: Permit): Promise<void> {
  const address = `${location.origin}/api/v1/entry-permits/${permit.id}/pass.pdf`;
  const answer = await signedFetch(store.session, new Request(address));
  if (!answer.ok) throw problemFrom(answer, await answer.json().catch(() => null));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `${permit.number}.pdf`;
  link.click();
  URL.revokeObjectURL(link.href);
}
