import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Button, Field, Frame, Notice, SHAPE_PATHS } from '../../design/index.ts';
import { formatAge, formatMoment, t } from '../../i18n/index.ts';
import { AnswerView } from './answer.tsx';
import { readImage } from './camera.ts';
import { MEANINGS, SHAKES, SHAPES } from './marks.ts';
import { Scanner } from './scanner.tsx';
import { Setup } from './setup.tsx';
import * as store from './store.ts';
import './guard.css';

type Mode = 'ready' | 'camera' | 'typing' | 'no-code';

/** The guard's page: choose where you stand, scan, read one clear answer. */
export function Guard(): JSX.Element {
  useEffect(store.start, []);
  return (
    <Frame phone desk={t('desk.guard')} tools={store.post.value !== null && <ListAge />}>
      {store.post.value === null ? <Setup /> : <Post />}
    </Frame>
  );
}

function Post(): JSX.Element {
  const [mode, setMode] = useState<Mode>('ready');
  const shown = store.shown.value;
  const check = useCallback(async (text: string): Promise<void> => {
    const answer = await store.check(text);
    navigator.vibrate?.(SHAKES[MEANINGS[answer]]);
    setMode('ready');
  }, []);
  const begin = (next: Mode): void => {
    store.shown.value = null;
    setMode(next);
  };
  return (
    <div class="guard-page">
      <PostBar />
      <div class="guard-scroll stack">
        {mode === 'camera' && <Scanner onFound={(text) => void check(text)} onStop={() => setMode('ready')} />}
        {mode === 'typing' && <Typing onCheck={check} />}
        {mode === 'no-code' && (
          <Notice tone="warn" title={t('guard.image_none')} testId="no-code">
            {t('guard.image_none_hint')}
          </Notice>
        )}
        {mode === 'ready' && (shown === null ? <Ready /> : <AnswerView checked={shown} />)}
        {mode !== 'camera' && <LastScans />}
      </div>
      {mode !== 'camera' && (
        <div class="guard-actions">
          <Button kind="primary" wide testId="scan" onClick={() => begin('camera')}>
            {shown === null ? t('guard.scan') : t('guard.scan_next')}
          </Button>
          <div class="guard-others">
            <ImageButton onText={check} onNothing={() => begin('no-code')} />
            <Button wide testId="type" onClick={() => begin('typing')}>
              {t('guard.paste')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Ready(): JSX.Element {
  return (
    <section class="guard-ready">
      <h2>{t('guard.ready')}</h2>
      <p class="muted">{t('guard.ready_hint')}</p>
      {store.listIsOld.value && <OldList />}
    </section>
  );
}

/** Where the guard stands, and the way to choose anew. */
function PostBar(): JSX.Element {
  const { zone, gate } = store.post.value ?? { zone: null, gate: null };
  return (
    <div class="guard-post" data-testid="guard-post">
      <div class="guard-post-text">
        <h1 class="truncate">{gate ?? store.zoneName.value ?? t('guard.setup.any')}</h1>
        {zone !== null && gate !== null && <div class="truncate muted small">{store.zoneName.value}</div>}
      </div>
      <Button onClick={() => store.choosePost(null)} testId="change-post">
        {t('guard.change')}
      </Button>
    </div>
  );
}

/** How old the revocation list is; pressing it fetches a new one. */
function ListAge(): JSX.Element {
  void store.tick.value;
  const listed = store.listed.value;
  const old = store.listIsOld.value;
  const key = listed === null ? 'guard.list.none' : old ? 'guard.list.old' : 'guard.list.fresh';
  const age = listed === null ? '' : formatAge(listed.issuedAt, store.now());
  return (
    <button
      type="button"
      class="guard-list"
      data-testid="list-age"
      data-old={old}
      data-refresh={store.refreshing.value}
      onClick={() => void store.refresh()}
    >
      {t(key, { age })}
      <span class="visually-hidden">{` ${t('guard.list.update')}`}</span>
    </button>
  );
}

function OldList(): JSX.Element {
  const state = store.refreshing.value;
  return (
    <Notice tone="warn" title={t(store.listed.value === null ? 'guard.list.none' : 'pass.list_too_old')} testId="old-list">
      {state === 'offline' && <p>{t('guard.list.offline')}</p>}
      {state === 'bad' && <p>{t('guard.list.bad')}</p>}
      <Button busy={state === 'running'} onClick={() => void store.refresh()}>
        {t('guard.list.update')}
      </Button>
    </Notice>
  );
}

/** A photograph of a pass, for phones whose camera the page may not use. */
function ImageButton(props: { onText: (text: string) => Promise<void>; onNothing: () => void }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = await readImage(file).catch(() => null);
    if (input.current !== null) input.current.value = '';
    if (text === null) props.onNothing();
    else await props.onText(text);
  };
  return (
    <>
      <Button wide testId="image" onClick={() => input.current?.click()}>
        {t('guard.image')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('guard.image')}
        data-testid="image-file"
        onChange={(event) => void choose((event.target as HTMLInputElement).files?.[0])}
      />
    </>
  );
}

function Typing(props: { onCheck: (text: string) => Promise<void> }): JSX.Element {
  const [text, setText] = useState('');
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void props.onCheck(text);
      }}
    >
      <Field name="pass" label={t('guard.paste_label')} rows={5} autoFocus value={text} onInput={setText} testId="pass-text" />
      <Button type="submit" kind="primary" wide disabled={text.trim() === ''} testId="check">
        {t('guard.check')}
      </Button>
    </form>
  );
}

/** What was scanned here: time, answer and the pass's id; it never leaves the device. */
function LastScans(): JSX.Element {
  const scans = store.scans.value;
  return (
    <details class="guard-fold" data-testid="last-scans">
      <summary>{t('guard.last', { n: scans.length })}</summary>
      {scans.length === 0 && <p class="muted">{t('guard.last_none')}</p>}
      <ul class="guard-scans">
        {scans.map((scan) => (
          <li key={scan.at} data-meaning={MEANINGS[scan.answer]}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d={SHAPE_PATHS[SHAPES[MEANINGS[scan.answer]]]} fill="currentColor" />
            </svg>
            <span>{formatMoment(scan.at)}</span>
            <span class="strong">{t(`pass.${scan.answer}`)}</span>
            <span class="muted small">{scan.passId?.slice(-6) ?? ''}</span>
          </li>
        ))}
      </ul>
      {scans.length > 0 && (
        <Button wide onClick={store.clearScans} testId="clear-scans">
          {t('guard.last_clear')}
        </Button>
      )}
    </details>
  );
}
