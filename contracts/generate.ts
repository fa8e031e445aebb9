import { writeFileSync } from 'node:fs';
import { schemaFiles } from './json-schema.ts';

// `npx tsx contracts/generate.ts` after any change of a file format; a test fails while the files are stale.
for (const [name, content] of Object.entries(schemaFiles())) {
  writeFileSync(new URL(name, import.meta.url), content);
}
