import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Incident, IncidentDetail } from '../../api/index.ts';
import { Button, Dialog, Field, Notice, Select, Skeleton } from '../../design/index.ts';
import { FormDialog, ProblemNotice, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { mergeWith, renameTo } from './incident-actions.ts';
import { othersOf } from './incident-store.ts';

interface DialogProps {
  incident: IncidentDetail;
  onClose: () => void;
}

/** Choose which other open incident of the unit becomes a part of this one. */
export function MergeDialog(props: DialogProps): JSX.Element {
  const { incident } = props;
  const [others, setOthers] = useState<Incident[] | null>(null);
  const [chosen, setChosen] = useState('');
  const form = useForm();
  useEffect(() => {
    void form.submit(async () => {
      const found = await othersOf(incident);
      setOthers(found);
      setChosen(found[0]?.id ?? '');
    });
  }, []);
  const merge = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await form.submit(() => mergeWith(incident, chosen))) props.onClose();
  };
  return (
    <Dialog title={t('incident.merge_title', { number: incident.number })} onClose={props.onClose} testId="merge-dialog">
      <form class="stack" noValidate onSubmit={(event) => void merge(event)}>
        <ProblemNotice problem={form.problem} />
        {others === null && form.problem === null && <Skeleton lines={2} />}
        {others?.length === 0 && <Notice>{t('incident.merge_none')}</Notice>}
        {others !== null && others.length > 0 && (
          <>
            <Notice>{t('incident.merge_hint', { number: incident.number })}</Notice>
            <Select
              name="other"
              label={t('incident.merge_other')}
              value={chosen}
              options={others.map((other) => ({ value: other.id, label: optionOf(other) }))}
              onChange={setChosen}
            />
          </>
        )}
        <div class="dialog-actions">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          {chosen !== '' && (
            <Button kind="primary" type="submit" busy={form.busy} testId="merge-confirm">
              {t('action.confirm')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function optionOf(other: Incident): string {
  const what = other.name || t(`incident.cause.${other.cause}`, { element: other.element ?? '' });
  return t('incident.merge_option', { number: other.number, n: other.tickets, what });
}

export function RenameDialog(props: DialogProps): JSX.Element {
  const { incident } = props;
  const [name, setName] = useState(incident.name);
  const form = useForm();
  return (
    <FormDialog
      title={t('incident.rename')}
      confirm={t('action.confirm')}
      form={form}
      send={() => renameTo(incident, name.trim())}
      onClose={props.onClose}
      testId="rename-dialog"
    >
      <Field
        name="name"
        label={t('incident.name')}
        value={name}
        onInput={setName}
        error={form.errorOf('name')}
        autoFocus
        optional
      />
    </FormDialog>
  );
}
