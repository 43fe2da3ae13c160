import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;
interface WithVite {
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
}

/** A page that works offline, and the name of its service worker. */
interface OfflinePage {
  readonly entry: string;
  readonly worker: string;
}

/**
 * Give every page that works offline its service worker: one source, with a list of files and a version of its own.
 *
 * Replaces `__PAGE__`, `__PRECACHE__` and `__VERSION__` in the worker's chunk by the files that the page needs to run
 * offline. The version changes whenever their contents do.
 */
export function precacheList(options: { worker: string; pages: readonly OfflinePage[] }): Plugin {
  return {
    name: 'cordon:precache-list',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_output, bundle) {
        const source = Object.values(bundle).find((item) => item.type === 'chunk' && item.name === options.worker);
        if (source?.type !== 'chunk') throw new Error(`no chunk called ${options.worker}`);
        const { code } = source;
        for (const page of options.pages) {
          const filled = fill(code, bundle, page.entry);
          if (page.worker === source.fileName) source.code = filled;
          else this.emitFile({ type: 'asset', fileName: page.worker, source: filled });
        }
      },
    },
  };
}

function fill(code: string, bundle: Bundle, entry: string): string {
  const files = filesOf(bundle, entry);
  const urls = [`/${entry}`, `/${entry}.webmanifest`, '/icon.svg', '/icon-192.png', ...files.map((name) => `/${name}`)];
  return code
    .replace(/["'`]__PRECACHE__["'`]/, JSON.stringify(JSON.stringify(urls)))
    .replaceAll('__PAGE__', entry)
    .replaceAll('__VERSION__', versionOf(bundle, [...files, `${entry}.html`]));
}

function filesOf(bundle: Bundle, entry: string): string[] {
  const found = new Set<string>();
  const visit = (fileName: string): void => {
    const chunk = bundle[fileName];
    if (chunk?.type !== 'chunk' || found.has(fileName)) return;
    found.add(fileName);
    const { viteMetadata } = chunk as WithVite;
    viteMetadata?.importedCss.forEach((name) => found.add(name));
    viteMetadata?.importedAssets.forEach((name) => found.add(name));
    chunk.imports.forEach(visit);
  };
  /** What the page loads later, such as its map, has to be there without a network too. */
  const visitLater = (): void => {
    const later = [...found].flatMap((name) => {
      const chunk = bundle[name];
      return chunk?.type === 'chunk' ? chunk.dynamicImports : [];
    });
    later.forEach(visit);
  };
  const start = Object.values(bundle).find((item) => item.type === 'chunk' && item.isEntry && item.name === entry);
  if (start === undefined) throw new Error(`no entry called ${entry}`);
  visit(start.fileName);
  visitLater();
  return [...found].sort();
}

function versionOf(bundle: Bundle, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of files) {
    const item = bundle[name];
    hash.update(name);
    if (item === undefined) throw new Error(`${name} is not part of the build`);
    hash.update(item.type === 'chunk' ? item.code : item.source);
  }
  return hash.digest('hex').slice(0, 12);
}
