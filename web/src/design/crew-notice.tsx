import type { JSX } from 'preact';
import { t, tCode } from '../i18n/index.ts';
import { Notice } from './panel.tsx';

/** What a crew and its dispatcher have to know at once, such as a zone that appeared around them. */
export function CrewNotice(props: { code: string | null | undefined }): JSX.Element | null {
  const { code } = props;
  if (!code) return null;
  return (
    <Notice tone={code === 'zone.changed' ? 'warn' : 'danger'} title={t('notice.title')} testId="crew-notice">
      <div data-code={code}>{tCode('notice', code)}</div>
    </Notice>
  );
}
