import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caughtMail, type CaughtMail } from './caught-mail.ts';

/** Where caught messages stay. */
export interface MailStore {
  add(bytes: Buffer, receivedAt: number): Promise<CaughtMail>;
  /** Oldest first. */
  all(): readonly CaughtMail[];
}

/** In a folder of `.eml` files, so that a restart keeps them and any mail program opens them; null keeps memory only. */
export async function openStore(folder: string | null): Promise<MailStore> {
  const mails = folder === null ? [] : await readFolder(folder);
  let last = mails.length;
  return {
    async add(bytes, receivedAt) {
      const id = `${receivedAt}-${String((last += 1)).padStart(6, '0')}`;
      const mail = await caughtMail(id, bytes, receivedAt);
      if (folder !== null) await writeWhole(join(folder, `${id}.eml`), bytes);
      mails.push(mail);
      return mail;
    },
    all: () => mails,
  };
}

const FILE = /^((\d+)-\d+)\.eml$/;

async function readFolder(folder: string): Promise<CaughtMail[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => FILE.test(name)).sort();
  const mails: CaughtMail[] = [];
  for (const name of names) {
    const [, id = name, receivedAt] = FILE.exec(name) ?? [];
    mails.push(await caughtMail(id, await readFile(join(folder, name)), Number(receivedAt)));
  }
  return mails;
}

/** By way of a name that is not read back: a killed process must not leave half a message. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}
