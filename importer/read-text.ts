import { readFileSync } from 'node:fs';
import { Refusal } from '../domain/errors.ts';

/** The largest of the real plans makes a file of some 60 kB; a hundred times that is somebody's mistake. */
const LARGEST_BYTES = 8 * 1024 * 1024;

/** Reads a UTF-8 text file as NFC, or refuses with one sentence that names the file; `-` is what is typed or piped in. */
export function readTextFile(path: string, code: string): string {
  const bytes = readBytes(path, code);
  if (bytes.length > LARGEST_BYTES) throw new Refusal(code, `${path}: tệp lớn hơn 8 MB.`, { file: path });
  const content = decode(bytes, path, code);
  if (content.trim() === '') throw new Refusal(code, `${path}: tệp trống.`, { file: path });
  return content.normalize('NFC');
}

function readBytes(path: string, code: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw new Refusal(code, `${path}: ${reasonOf(error)}`, { file: path });
  }
}

function reasonOf(error: unknown): string {
  const systemCode = (error as NodeJS.ErrnoException).code;
  if (systemCode === 'ENOENT') return 'không tìm thấy tệp.';
  if (systemCode === 'EISDIR') return 'đây là thư mục, không phải tệp.';
  if (systemCode === 'EACCES') return 'không có quyền đọc tệp.';
  return `không đọc được tệp (${systemCode ?? String(error)}).`;
}

function decode(bytes: Buffer, path: string, code: string): string {
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Many binary formats happen to be valid UTF-8; none of them lacks NUL, and no text has it.
    if (!content.includes('\0')) return content;
  } catch {
    // Said below, in words of ours.
  }
  throw new Refusal(code, `${path}: không phải tệp văn bản UTF-8.`, { file: path });
}
