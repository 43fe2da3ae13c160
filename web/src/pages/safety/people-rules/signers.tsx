import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Schemas } from '../../../api/index.ts';
import { Button, Choices, Notice, Panel } from '../../../design/index.ts';
import { FormDialog, useForm } from '../../../forms/index.ts';
import { t, tCode } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import type { Rules } from './people-rules-tab.tsx';
import { DESKS, ROLES, SIGNATURES, signerDraftOf, signersBody, type SignerDraft } from './rules.ts';

type Document = 'permit' | 'order';
const DOCUMENTS: readonly Document[] = ['permit', 'order'];

/** Each document with its signatures in their order, in words. */
export function SignersPanel(props: { rules: Rules; may: boolean; onSaved: (changed: Rules) => void }): JSX.Element {
  const [editing, setEditing] = useState<Document | null>(null);
  return (
    <Panel title={t('rules.signers')} testId="rules-signers">
      <div class="rules-signers">
        {DOCUMENTS.map((document) => (
          <div key={document} class="stack-tight">
            <h4>{t(`rules.document.${document}`)}</h4>
            <ol>
              {(props.rules.signers[document] ?? []).map((signer) => (
                <li key={signer.role}>
                  <strong>{tCode('signature', signer.role)}</strong> {t('rules.by', { who: whoText(signer) })}
                  {signer.if_in_crew && <span class="muted">, {t('rules.if_in_crew')}</span>}
                </li>
              ))}
            </ol>
            {props.may && (
              <div>
                <Button onClick={() => setEditing(document)} testId={`signers-${document}`}>
                  {t('rules.signers_edit')}
                </Button>
              </div>
            )}
          </div>
        ))}
      </div>
      {editing !== null && (
        <SignersDialog
          document={editing}
          signers={props.rules.signers[editing] ?? []}
          onSaved={props.onSaved}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  );
}

function whoText(signer: Schemas['SignerOut']): string {
  const desks = signer.desk.map((desk) => tCode('role', desk));
  const crew = signer.crew.map((role) => tCode('crew_role', role));
  return [...desks, ...crew].join(', ').toLowerCase();
}

function SignersDialog(props: {
  document: Document;
  signers: readonly Schemas['SignerOut'][];
  onSaved: (changed: Rules) => void;
  onClose: () => void;
}): JSX.Element {
  const [draft, setDraft] = useState<SignerDraft>(() => signerDraftOf(props.signers));
  const form = useForm();
  const send = async (): Promise<void> => {
    const body = signersBody(props.document, draft);
    props.onSaved(await ask(api.PUT('/api/v1/people-rules/signatures', { body })));
  };
  const missing = form.errorOf('direct_supervisor');
  const options = [
    ...DESKS.map((value) => ({ value, label: tCode('role', value) })),
    ...ROLES.map((value) => ({ value, label: t(`crew_role.${value}`) })),
  ];
  return (
    <FormDialog
      title={t('rules.signers_title', { document: t(`rules.document.${props.document}`).toLowerCase() })}
      confirm={t('rules.save')}
      form={form}
      check={() => ({ ...(draft.direct_supervisor.who.length === 0 && { direct_supervisor: t('rules.supervisor_always') }) })}
      send={send}
      onClose={props.onClose}
      wide
      testId="signers-dialog"
      confirmTestId="signers-save"
      explain={<p class="muted small">{t('rules.signers_hint')}</p>}
    >
      {missing && <Notice tone="danger" title={missing} />}
      {SIGNATURES.map((role) => (
        <div key={role} class="stack-tight">
          <Choices
            legend={t(`signature.${role}`)}
            name={`signer-${role}`}
            multiple
            chosen={draft[role].who}
            options={options}
            onChange={(who) => setDraft({ ...draft, [role]: { ...draft[role], who } })}
          />
          <label class="cluster small">
            <input
              type="checkbox"
              checked={draft[role].ifInCrew}
              onChange={(event) => {
                const ifInCrew = event.currentTarget.checked;
                setDraft({ ...draft, [role]: { ...draft[role], ifInCrew } });
              }}
            />
            {t('rules.if_in_crew')}
          </label>
        </div>
      ))}
    </FormDialog>
  );
}
