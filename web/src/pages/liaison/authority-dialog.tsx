import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Authority } from '../../api/index.ts';
import { Button, Choices, Field, Notice, toast } from '../../design/index.ts';
import { FormDialog, useForm, type FormState } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { asMonday, openingDraftOf, openingErrors, openingPatch, WEEKDAYS, type OpeningDraft } from './opening-draft.ts';
import * as store from './store.ts';

/** Hours by weekday, holidays, response time and contacts, each as it is said, in one form. */
export function AuthorityDialog(props: { authority: Authority; onClose: () => void }): JSX.Element {
  const { authority } = props;
  const [draft, setDraft] = useState(() => openingDraftOf(authority));
  const form = useForm();
  const change = (part: Partial<OpeningDraft>): void => setDraft({ ...draft, ...part });
  return (
    <FormDialog
      title={authority.name}
      confirm={t('action.save')}
      form={form}
      check={() => openingErrors(draft)}
      send={() => save(authority, draft)}
      onClose={props.onClose}
      wide
      testId="authority-dialog"
      confirmTestId="authority-save"
      explain={<Notice>{t('authority.effect')}</Notice>}
    >
      <Field
        name="response_minutes"
        label={t('authority.response')}
        inputMode="numeric"
        value={draft.minutes}
        onInput={(minutes) => change({ minutes })}
        error={form.errorOf('response_minutes')}
      />
      <Choices
        legend={t('authority.clock')}
        name="response_clock"
        chosen={[draft.clock]}
        options={(['open_hours', 'always'] as const).map((value) => ({ value, label: t(`authority.clock.${value}`) }))}
        onChange={([clock]) => change({ clock: clock as OpeningDraft['clock'] })}
      />
      <Choices
        legend={t('authority.when')}
        name="always"
        chosen={[draft.always ? 'always' : 'hours']}
        options={[
          { value: 'hours', label: t('authority.by_hours') },
          { value: 'always', label: t('authority.always') },
        ]}
        onChange={([when]) => change({ always: when === 'always' })}
      />
      {!draft.always && <Week draft={draft} form={form} set={setDraft} />}
      <Field
        name="contacts"
        label={t('authority.contacts')}
        hint={t('authority.contacts_hint')}
        rows={2}
        optional
        value={draft.contacts}
        onInput={(contacts) => change({ contacts })}
        error={form.errorOf('contacts')}
      />
    </FormDialog>
  );
}

function Week(props: { draft: OpeningDraft; form: FormState; set: (draft: OpeningDraft) => void }): JSX.Element {
  const { draft, form, set } = props;
  const write = (day: number, text: string): void =>
    set({ ...draft, days: draft.days.map((before, at) => (at === day - 1 ? text : before)) });
  return (
    <>
      <fieldset class="choice-group">
        <legend class="field-label">{t('authority.hours')}</legend>
        <p class="field-hint">{t('authority.hours_hint')}</p>
        <div class="authority-week">
          {WEEKDAYS.map((day) => (
            <Field
              key={day}
              name={`day-${day}`}
              label={t(`weekday.${day}`)}
              value={draft.days[day - 1] ?? ''}
              onInput={(text) => write(day, text)}
              error={form.errorOf(`day-${day}`)}
            />
          ))}
        </div>
        <div>
          <Button onClick={() => set(asMonday(draft))} testId="as-monday">
            {t('authority.copy')}
          </Button>
        </div>
      </fieldset>
      <Field
        name="special"
        label={t('authority.special')}
        hint={t('authority.special_hint')}
        rows={2}
        optional
        value={draft.special}
        onInput={(special) => set({ ...draft, special })}
        error={form.errorOf('special')}
      />
    </>
  );
}

async function save(authority: Authority, draft: OpeningDraft): Promise<void> {
  const params = { path: { authority_id: authority.id }, header: { 'if-match': `"${authority.version}"` } };
  const body = openingPatch(draft, authority);
  await ask(store.api.PATCH('/api/v1/authorities/{authority_id}', { params, body }));
  toast('ok', t('authority.saved', { name: authority.name }));
  await store.authorities.reload();
}
