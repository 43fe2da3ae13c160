import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Schemas } from '../../api/index.ts';
import { Button, Dialog, Facts, Labelled, Notice, Select, toast } from '../../design/index.ts';
import { ProblemNotice, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import * as store from './store.ts';

type Answer = Schemas['ImportOut'];

const ACCEPT = '.geojson,.json,.kml,.zip,.gpkg,.xml,.cap';
const NOTES_SHOWN = 20;

/** Bring a file of zones in: tried first, so that what is wrong is seen before anything is published. */
export function ImportDialog(props: { onClose: () => void }): JSX.Element {
  const own = store.ownAuthorities.value;
  const [file, setFile] = useState<File | null>(null);
  const [authority, setAuthority] = useState(own[0]?.code ?? '');
  const [tried, setTried] = useState<Answer | null>(null);
  const form = useForm();
  const send = async (dryRun: boolean): Promise<void> => {
    if (file === null) return;
    const done = await form.submit(async () => setTried(await upload(file, authority, dryRun)), () => ({}));
    if (!done || dryRun) return;
    toast('ok', t('zone_files.imported'));
    await store.zones.reload();
    props.onClose();
  };
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    setTried(null);
  };
  return (
    <Dialog title={t('zone_files.import')} onClose={props.onClose} wide testId="import-zones">
      <form class="stack" noValidate onSubmit={(event) => (event.preventDefault(), void send(tried === null))}>
        <ProblemNotice problem={form.problem} />
        <Labelled label={t('zone_files.file')} hint={t('zone_files.file_hint')}>
          {(wiring) => (
            <input
              {...wiring}
              class="control"
              type="file"
              accept={ACCEPT}
              data-testid="import-file"
              onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
            />
          )}
        </Labelled>
        <Select
          name="authority"
          label={t('zone_form.authority')}
          hint={t('zone_files.authority_hint')}
          value={authority}
          options={own.map((each) => ({ value: each.code, label: each.name }))}
          onChange={(code) => (setAuthority(code), setTried(null))}
        />
        {tried !== null && <Outcome answer={tried} />}
        <div class="cluster">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" type="submit" busy={form.busy} disabled={file === null} testId="import-go">
            {tried === null ? t('zone_files.try') : t('zone_files.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Outcome(props: { answer: Answer }): JSX.Element {
  const { answer } = props;
  const notes = [...answer.refusals, ...answer.warnings];
  return (
    <div class="stack" data-testid="import-outcome" aria-live="polite">
      {answer.message !== null ? (
        <Notice title={t(`zone_files.cap_${answer.message.outcome}`)}>
          {answer.message.reasons.map((reason) => reason.text).join(' ')}
        </Notice>
      ) : (
        <Facts
          rows={[
            [t('zone_files.created'), answer.created],
            [t('zone_files.changed'), answer.changed > 0 && answer.changed],
            [t('zone_files.unchanged'), answer.unchanged > 0 && answer.unchanged],
            [t('zone_files.refused'), answer.refused > 0 && answer.refused],
            [t('zone_files.ignored'), answer.ignored_columns.join(', ')],
          ]}
        />
      )}
      {notes.length > 0 && (
        <ul class="stack small">
          {notes.slice(0, NOTES_SHOWN).map((note, at) => (
            <li key={at}>
              <strong>{t('zone_files.row', { n: note.row })}</strong> {note.field}: {note.text} {note.remedy}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

async function upload(file: File, authority: string, dryRun: boolean): Promise<Answer> {
  const query = { source: 'liaison', authority, dry_run: dryRun };
  const content = { body: file as unknown as string, bodySerializer: (body: unknown) => body as BodyInit };
  const headers = { 'Content-Type': 'application/octet-stream' };
  return ask(store.api.POST('/api/v1/zones/import', { params: { query }, headers, ...content }));
}
