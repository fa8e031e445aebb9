import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** LibreOffice and poppler-utils come with the system, not with npm. */
const OFFICE = 'soffice';
const PDF_TEXT = 'pdftotext';
const PDF_FONTS = 'pdffonts';

/** The commands that this machine lacks for looking at a document as people see it. */
export function missingTools(): string[] {
  const versions = { [OFFICE]: '--version', [PDF_TEXT]: '-v', [PDF_FONTS]: '-v' };
  return Object.entries(versions)
    .filter(([command, flag]) => !answers(command, flag))
    .map(([command]) => command);
}

/** A PDF of the document, as LibreOffice sets it, in a folder that is gone with `remove`. */
export function rendered(document: Buffer): { pdf: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'document-'));
  const input = join(folder, 'report.docx');
  writeFileSync(input, document);
  // A profile of its own: LibreOffice refuses to start twice on one, and a person's settings must not matter here.
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const convert = ['--headless', '--convert-to', 'pdf', '--outdir', folder, input];
  execFileSync(OFFICE, [profile, ...convert], { stdio: 'pipe', timeout: 100_000 });
  return { pdf: join(folder, 'report.pdf'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The words of one page, in the places where they stand. */
export function pageText(pdf: string, page: number): string {
  const pages = ['-f', String(page), '-l', String(page)];
  return execFileSync(PDF_TEXT, ['-layout', ...pages, pdf, '-'], { encoding: 'utf8' });
}

/** The faces in the PDF, without the prefix of the subset. */
export function faces(pdf: string): string[] {
  const table = execFileSync(PDF_FONTS, [pdf], { encoding: 'utf8' }).trim().split('\n').slice(2);
  return table.map((row) => (row.split(/\s+/)[0] ?? '').replace(/^[A-Z]{6}\+/, ''));
}

function answers(command: string, flag: string): boolean {
  try {
    execFileSync(command, [flag], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}
