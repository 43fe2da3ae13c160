import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button, Choices } from '../../design/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import type { KeptPiece, OwnShift } from './crew-shift.ts';
import * as crew from './crew-store.ts';
import { Page } from './page.tsx';
import { showPage } from './place.ts';

type Asked = 'fit' | 'unfit' | 'ppe' | 'who';

/** Fit, equipped, and for whom: three questions, one at a time. */
export function SignOn(props: { shift: OwnShift }): JSX.Element {
  const { shift } = props;
  const [asked, setAsked] = useState<Asked>('fit');
  const back = asked === 'fit' ? undefined : (): void => setAsked('fit');
  const shared = { shift, onBack: back };
  if (asked === 'unfit') return <Unfit {...shared} />;
  if (asked === 'ppe') return <OwnSet {...shared} onGood={() => (shift.leads ? setAsked('who') : void signOn(shift, null))} />;
  if (asked === 'who') return <Who {...shared} />;
  return (
    <Question
      {...shared}
      text={t('shift.fit.ask')}
      actions={
        <>
          <Button kind="primary" wide testId="fit-yes" onClick={() => setAsked('ppe')}>
            {t('shift.fit.yes')}
          </Button>
          <Button wide testId="fit-no" onClick={() => setAsked('unfit')}>
            {t('shift.fit.no')}
          </Button>
        </>
      }
    />
  );
}

async function signOn(shift: OwnShift, members: readonly string[] | null): Promise<void> {
  if (shift.day !== null) await crew.act('shift.sign_on', shift.day.shift_id, members === null ? {} : { members });
}

interface QuestionProps {
  readonly shift: OwnShift;
  readonly onBack: (() => void) | undefined;
}

function Question(props: QuestionProps & { text: string; actions: JSX.Element; children?: JSX.Element }): JSX.Element {
  return (
    <Page
      title={t('shift.sign_on')}
      testId="sign-on"
      {...(props.onBack && { onBack: props.onBack })}
      actions={props.actions}
    >
      <h2 class="step-question">{props.text}</h2>
      {props.children}
    </Page>
  );
}

function Unfit(props: QuestionProps): JSX.Element {
  const [ticked, setTicked] = useState<string[]>([]);
  const { day, choices } = props.shift;
  const send = (): void => {
    if (day !== null) void crew.act('shift.unfit', day.shift_id, { symptoms: ticked });
  };
  return (
    <Question
      {...props}
      text={t('shift.unfit.ask')}
      actions={
        <Button kind="primary" wide testId="unfit-send" disabled={ticked.length === 0} onClick={send}>
          {t('shift.unfit.send')}
        </Button>
      }
    >
      <>
        <Choices
          legend={t('shift.unfit.ask')}
          asked
          name="symptoms"
          multiple
          options={choices.symptoms.map((each) => ({ value: each.code, label: each.name }))}
          chosen={ticked}
          onChange={setTicked}
        />
        <p class="muted">{t('shift.unfit.hint')}</p>
      </>
    </Question>
  );
}

function OwnSet(props: QuestionProps & { onGood: () => void }): JSX.Element {
  return (
    <Question
      {...props}
      text={t('shift.ppe.ask')}
      actions={
        <>
          <Button kind="primary" wide testId="ppe-good" onClick={props.onGood}>
            {t('shift.ppe.yes')}
          </Button>
          <Button wide testId="ppe-missing" onClick={() => showPage('help')}>
            {t('shift.ppe.no')}
          </Button>
        </>
      }
    >
      <KeptPieces shift={props.shift} />
    </Question>
  );
}

/** Own equipment in hand for keeps; what is past its date stands out. */
export function KeptPieces(props: { shift: OwnShift; onBack?: (piece: KeptPiece) => void }): JSX.Element {
  const { kept } = props.shift;
  if (kept.length === 0) return <p class="muted">{t('shift.ppe.none')}</p>;
  return (
    <ul class="ppe-set" data-testid="kept">
      {kept.map((each) => (
        <li key={each.id} data-state={each.expired ? 'short' : 'issued'}>
          <span class="strong">{t('ppe.n_of', { n: each.pieces, item: each.name })}</span>
          {each.expires_at !== null &&
            (each.expired ? (
              <Badge tone="danger">{t('shift.ppe.expired', { time: formatMoment(each.expires_at) })}</Badge>
            ) : (
              <span class="muted small">{t('shift.ppe.until', { time: formatMoment(each.expires_at) })}</span>
            ))}
          {props.onBack && (
            <Button testId="give-back" onClick={() => props.onBack?.(each)}>
              {t('kept.give_back')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The crew leader says who is there; others sign on by themselves. */
function Who(props: QuestionProps): JSX.Element {
  const members = props.shift.day?.members ?? [];
  const [here, setHere] = useState(members.filter((each) => each.signed_on_at === null).map((each) => each.member_id));
  return (
    <Question
      {...props}
      text={t('shift.who')}
      actions={
        <Button kind="primary" wide testId="sign-on-crew" disabled={here.length === 0} onClick={() => void signOn(props.shift, here)}>
          {t('shift.sign_on')}
        </Button>
      }
    >
      <Choices
        legend={t('shift.who')}
        asked
        name="who"
        multiple
        options={members.map((each) => ({ value: each.member_id, label: each.name }))}
        chosen={here}
        onChange={setHere}
      />
    </Question>
  );
}
