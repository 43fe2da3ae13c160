import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(html|js|mjs|css|json|svg|webmanifest)$/;
const SMALLEST_WORTH_IT_BYTES = 1024;

const brotli = promisify(brotliCompress);
const gunzippable = promisify(gzip);

/** After the build, write `FILE.br` and `FILE.gz` beside every text file that compression makes smaller. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'cordon:precompress',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir); // an absolute --outDir stands by itself
    },
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
      await Promise.all(files.map((entry) => compressFile(join(entry.parentPath, entry.name))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < SMALLEST_WORTH_IT_BYTES) return;
  const [small, smaller] = await Promise.all([
    gunzippable(content, { level: 9 }),
    brotli(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  ]);
  await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)]);
}
