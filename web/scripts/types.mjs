// Regenerates src/api/schema.d.ts from the service's own OpenAPI document; `--check` only compares.
//
// The document comes from `python -m app.main --openapi`; CORDON_PYTHON names the interpreter.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const repository = join(import.meta.dirname, '..', '..');
const target = join(import.meta.dirname, '..', 'src', 'api', 'schema.d.ts');
const local = join(repository, '.venv', 'bin', 'python');
const python = process.env.CORDON_PYTHON ?? (existsSync(local) ? local : 'python3');

const document = execFileSync(python, ['-m', 'app.main', '--openapi'], {
  cwd: repository,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const types = `// Written by \`npm run types\` from the service's OpenAPI document. Do not edit.\n${astToString(await openapiTS(JSON.parse(document), { defaultNonNullable: false }))}`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, types);
} else if (readFileSync(target, 'utf8') !== types) {
  console.error('src/api/schema.d.ts is not in step with the service. Run `npm run types` and commit the result.');
  process.exit(1);
}
