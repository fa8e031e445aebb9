import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file so that whoever reads it, after a kill in the middle too, finds all of it or what was there before. */
export function writeWhole(file: string, content: string, mode = 0o644): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, content, { mode });
  renameSync(unfinished, file);
}
