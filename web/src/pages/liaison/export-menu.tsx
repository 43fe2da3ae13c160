import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, ask, type Zone } from '../../api/index.ts';
import { Button, toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import * as store from './store.ts';

const FORMATS = ['geojson', 'kml', 'shapefile', 'gpkg', 'cap'] as const;
type Format = (typeof FORMATS)[number];
const ENDINGS: Readonly<Partial<Record<Format, string>>> = { shapefile: 'zip', cap: 'xml' };

/** Save zones as a file of a format that others read: all that are not over, or one; a CAP message is about one. */
export function ExportMenu(props: { zone?: Zone }): JSX.Element {
  const { zone } = props;
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    anchor.current?.querySelector<HTMLElement>('.menu button')?.focus();
    const away = (event: Event): void => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    anchor.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const save = async (format: Format): Promise<void> => {
    close();
    setBusy(true);
    await download(format, zone);
    setBusy(false);
  };
  return (
    <div
      class="menu-anchor"
      ref={anchor}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <Button busy={busy} pressed={open} onClick={() => setOpen(!open)} testId={zone === undefined ? 'open-export' : 'export-zone'}>
        {t('zone_files.export_short')}
      </Button>
      {open && (
        <div class="menu export-menu" data-testid="export-menu">
          <div class="menu-label">{zone === undefined ? t('zone_files.export_all') : t('zone_files.export_one')}</div>
          <div class="menu-steps">
            {FORMATS.filter((format) => zone !== undefined || format !== 'cap').map((format) => (
              <Button key={format} kind="quiet" wide onClick={() => void save(format)} testId={`export-${format}`}>
                {t(`zone_files.${format}`)}
              </Button>
            ))}
          </div>
          {zone === undefined && <p class="muted small">{t('zone_files.cap_hint')}</p>}
        </div>
      )}
    </div>
  );
}

/** A refusal is told in a toast; nothing is saved then. */
async function download(format: Format, zone: Zone | undefined): Promise<void> {
  try {
    const query = { format, ...(zone !== undefined && { zone_id: zone.id }) };
    const asked = { params: { query }, parseAs: 'blob' as const };
    const content = (await ask(store.api.GET('/api/v1/zones/export', asked))) as unknown as Blob;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(content);
    link.download = `${zone?.number ?? 'zones'}.${ENDINGS[format] ?? format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
  }
}
