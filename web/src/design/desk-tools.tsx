import type { ComponentChildren, JSX } from 'preact';
import { tCode } from '../i18n/index.ts';
import { AccountMenu } from './account-menu.tsx';

/** Who sits at a desk, with the roles that they hold and what each is over. */
export interface DeskPerson {
  readonly name: string;
  readonly roles: readonly {
    readonly role: string;
    readonly unit_code: string | null;
    readonly authority_name: string | null;
  }[];
}

/** The corner of an office desk: whether it hears the service, then the person. */
export function DeskTools(props: { live: ComponentChildren; person: DeskPerson | null; onSignOut: () => void }): JSX.Element {
  const { person } = props;
  const roles = person?.roles.map((held) => {
    const over = held.unit_code ?? held.authority_name;
    return [tCode('role', held.role), over].filter(Boolean).join(', ');
  });
  return (
    <>
      {props.live}
      <AccountMenu name={person?.name ?? ''} detail={roles?.join(' · ') ?? ''} onSignOut={props.onSignOut} />
    </>
  );
}
