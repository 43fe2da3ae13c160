import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;
interface WithVite {
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
}

/**
 * Give the service worker its list of files and a version that changes whenever their contents do.
 *
 * Replaces `__PRECACHE__` and `__VERSION__` in the worker's chunk by the files that the entry needs to run offline.
 */
export function precacheList(options: { entry: string; worker: string }): Plugin {
  return {
    name: 'cordon:precache-list',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_output, bundle) {
        const worker = Object.values(bundle).find((item) => item.type === 'chunk' && item.name === options.worker);
        if (worker?.type !== 'chunk') throw new Error(`no chunk called ${options.worker}`);
        const files = filesOf(bundle, options.entry);
        const version = versionOf(bundle, [...files, `${options.entry}.html`]);
        const urls = [`/${options.entry}`, '/field.webmanifest', '/icon.svg', ...files.map((name) => `/${name}`)];
        worker.code = worker.code
          .replace(/["'`]__PRECACHE__["'`]/, JSON.stringify(JSON.stringify(urls)))
          .replace('__VERSION__', version);
      },
    },
  };
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
  const start = Object.values(bundle).find((item) => item.type === 'chunk' && item.isEntry && item.name === entry);
  if (start === undefined) throw new Error(`no entry called ${entry}`);
  visit(start.fileName);
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
