import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Problem, type Session } from '../api/index.ts';
import { Brand, Button, DisplayChoices, Field, Notice, PHONE_THEMES, Skeleton, THEMES } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import { useForm } from './form.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** Shows its children to a signed-in person and the sign-in form to anybody else. */
export function SignedIn(props: { session: Session; phone?: boolean; children: ComponentChildren }): JSX.Element {
  useEffect(() => void props.session.resume(), [props.session]);
  const state = props.session.state.value;
  if (state === 'signed_in') return <>{props.children}</>;
  return (
    <main class={props.phone ? 'sign-in phone' : 'sign-in'}>
      {state === 'checking' ? (
        <div class="sign-in-card" aria-busy="true" aria-label={t('sign_in.checking')}>
          <Skeleton lines={4} />
        </div>
      ) : (
        <SignInForm session={props.session} phone={props.phone ?? false} />
      )}
    </main>
  );
}

function SignInForm(props: { session: Session; phone: boolean }): JSX.Element {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await form.submit(
      () => props.session.signIn(username.trim(), password),
      () => ({
        ...(username.trim() === '' && { username: t('field.required') }),
        ...(password === '' && { password: t('field.required') }),
      }),
    );
  };
  return (
    <form class="sign-in-card" noValidate onSubmit={(event) => void submit(event)}>
      <Brand desk={t(`desk.${props.session.desk}`)} />
      <h1>{t('sign_in.title')}</h1>
      {props.session.ended.value && form.problem === null && <Notice tone="warn">{t('sign_in.ended')}</Notice>}
      <ProblemNotice problem={form.problem && signInProblem(form.problem)} />
      <Field
        name="username"
        label={t('sign_in.username')}
        autocomplete="username"
        autoFocus
        value={username}
        onInput={setUsername}
        error={form.errorOf('username')}
      />
      <Field
        name="password"
        type="password"
        label={t('sign_in.password')}
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
        error={form.errorOf('password')}
      />
      <Button type="submit" kind="primary" wide busy={form.busy} testId="sign-in">
        {t('sign_in.submit')}
      </Button>
      <DisplayChoices themes={props.phone ? PHONE_THEMES : THEMES} />
    </form>
  );
}

/** A wrong password in plain words; everything else as the server said it. */
function signInProblem(problem: Problem): Problem {
  if (problem.code !== 'auth.invalid') return problem;
  return new Problem(problem.status, problem.code, t('problem.invalid_login'));
}
