import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { chooseLocale, locale, LOCALES, t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { chooseTheme, theme, THEMES, type Theme } from './theme.ts';

const LANGUAGE_NAMES = { vi: 'Tiếng Việt', en: 'English' } as const;

export interface AccountProps {
  name: string;
  detail?: string | undefined;
  onSignOut: () => void;
  themes?: readonly Theme[];
  /** The page's own ways on, above language and theme; choosing one closes the menu. */
  children?: ComponentChildren;
}

/** The avatar in the corner: language, theme, sign out. */
export function AccountMenu(props: AccountProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const onPointer = (event: Event): void => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [open]);
  return (
    <div
      class="menu-anchor"
      ref={anchor}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        anchor.current?.querySelector<HTMLElement>('.avatar')?.focus();
      }}
    >
      <button
        type="button"
        class="avatar"
        aria-label={`${initials(props.name)} · ${t('account.menu')}: ${props.name}`}
        aria-expanded={open}
        data-testid="account"
        data-initials={initials(props.name)}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div class="menu">
          <div>
            <div class="strong">{props.name}</div>
            {props.detail && <div class="muted small">{props.detail}</div>}
          </div>
          {props.children && (
            <div class="menu-steps" onClick={() => setOpen(false)}>
              {props.children}
            </div>
          )}
          <DisplayChoices themes={props.themes} />
          <Button onClick={props.onSignOut} testId="sign-out">
            {t('account.sign_out')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Language and theme; also at the foot of the sign-in card. */
export function DisplayChoices(props: { themes?: readonly Theme[] | undefined }): JSX.Element {
  return (
    <>
      <Segmented
        label={t('account.language')}
        options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        chosen={locale.value}
        onChoose={chooseLocale}
      />
      <Segmented
        label={t('account.theme')}
        options={(props.themes ?? THEMES).map((value) => ({ value, label: t(`theme.${value}`) }))}
        chosen={theme.value}
        onChoose={chooseTheme}
      />
    </>
  );
}

/** A few exclusive choices side by side. */
export function Segmented<Value extends string>(props: {
  label: string;
  options: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}): JSX.Element {
  return (
    <div role="group" aria-label={props.label}>
      <div class="menu-label">{props.label}</div>
      <div class="segmented">
        {props.options.map((option) => (
          <button
            key={option.value}
            type="button"
            aria-pressed={option.value === props.chosen}
            onClick={() => props.onChoose(option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
    </div>
  );
}

/** At most two letters: the first of the family name and of the given name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
