import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { storeText } from '../../db/queries/text.ts';
import { storeOrganisations } from '../../db/queries/organisation.ts';
import { auditLog } from '../../db/schema/index.ts';
import { TEXT_IDS } from '../../documents/wording/catalogue.ts';
import { textDocument, textListDocument, textPreviewDocument } from '../../contracts/cli.ts';
import { instantAt } from '../../domain/time.ts';
import '../provided.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';
import { CHECKOUT, commandsTo } from './run-dondoc.ts';

const TENANT = 'ubnd-tinh-thu';
const NOTE = 'closing.note';
const UNTIL = 'returned.until';
const BY = ['--by', 'Lò Thị Mẫu'];

let home: FreshDatabase;
let folder: string;
beforeAll(async () => {
  expect(inject('postgresOwnerUrl')).toBeTruthy();
  home = await freshDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-text-'));
  const database = openDatabase(home.url, 1);
  await database.inTenant(TENANT, (tx) => storeOrganisations(tx, TENANT, []));
  await database.close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await home.drop();
});

const environment = (): Record<string, string> => ({
  DATABASE_URL: home.url,
  TENANT,
  CLOCK_SHIFT_MS: String(Date.now() - instantAt('2025-11-13', '08:00')),
});

const { run, done, refused } = commandsTo(environment);

function file(name: string, content: string): string {
  const written = path.join(folder, name);
  writeFileSync(written, content);
  return written;
}

const logged = async () => {
  const database = openDatabase(home.url, 1);
  const rows = await database.inTenant(TENANT, (tx) => tx.select().from(auditLog).orderBy(auditLog.sequence));
  await database.close();
  return rows.map(({ actor, action, entity, payload }) => ({ actor, action, entity, payload }));
};

describe('text', () => {
  it('list and show tell every text, where it stands and what it may name', async () => {
    const { texts } = await done(textListDocument, 'text', 'list');
    expect(texts.map(({ id }) => id)).toEqual(TEXT_IDS);
    expect(texts.every(({ body, default: shipped, changed }) => body === shipped && changed === null)).toBe(true);
    const shown = await run('text', 'show', UNTIL);
    expect(shown).toContain('Tình trạng: mặc định.');
    expect(shown).toContain('{{ ngay }} (phải có): ngày, kèm thứ; ví dụ: thứ Năm 27/11/2025');
    expect(await refused('text', 'show', 'khong-co')).toMatchObject({ status: 2, code: 'text-unknown' });
  });

  it('set holds in the letters, from a file or piped in; reset takes it back; each stands in the log', async () => {
    const first = file(
      'note.txt',
      '\ufeffThư gửi từ hộp thư chung.\r\nKhông phải văn bản hành chính.\r\n'.normalize('NFD'),
    );
    const set = await done(textDocument, 'text', 'set', NOTE, '--file', first, ...BY);
    const body = 'Thư gửi từ hộp thư chung.\nKhông phải văn bản hành chính.';
    expect(set).toMatchObject({ body, changed: { version: 1, by: 'Lò Thị Mẫu', isDefault: false }, fault: null });
    const letter = await done(textPreviewDocument, 'text', 'preview', 'opening', '--relation', 'party-mass');
    expect(letter.text).toContain(body);
    expect(letter.text).toContain('Ban Thường trực Ủy ban Mặt trận Tổ quốc');
    expect(await refused('text', 'set', NOTE, '--file', first, ...BY)).toMatchObject({ code: 'text-unchanged' });

    const bin = path.join(CHECKOUT, 'cli/dondoc.js');
    const piped = execFileSync(process.execPath, [bin, 'text', 'set', NOTE, '--file', '-', ...BY], {
      ...{
        cwd: CHECKOUT,
        env: { ...process.env, ...environment() },
        input: 'Thư trao đổi công việc.',
        encoding: 'utf8',
      },
    });
    expect(piped).toBe('Đã sửa “closing.note” (bản 2); lời mới có từ thư gửi tiếp theo.\n');

    const reset = await done(textDocument, 'text', 'reset', NOTE, ...BY);
    expect(reset).toMatchObject({ body: reset.default, changed: { version: 3, isDefault: true } });
    expect(await refused('text', 'reset', NOTE, ...BY)).toMatchObject({ status: 2, code: 'text-unchanged' });
    expect(await run('text', 'preview', 'before-2')).toContain('không thay thế văn bản hành chính');
    expect(await logged()).toEqual([
      entry('text.set', { version: 1, before: null, after: body }),
      entry('text.set', { version: 2, before: body, after: 'Thư trao đổi công việc.' }),
      entry('text.reset', { version: 3, before: 'Thư trao đổi công việc.', after: null }),
    ]);
  });

  it('set refuses what breaks a rule, in one sentence, and writes nothing', async () => {
    const before = await logged();
    const late = await refused('text', 'set', UNTIL, '--file', file('a.txt', 'Đã quá hạn {{ ngay }}'), ...BY);
    expect(late).toMatchObject({ status: 2, code: 'text-forbidden-word' });
    expect(late.message).toMatch(/^Lời có từ “quá hạn”: thư gửi đi không dùng/);
    const dateless = await refused('text', 'set', UNTIL, '--file', file('b.txt', 'Xin gửi sớm.'), ...BY);
    expect(dateless.message).toBe('Lời của “returned.until” không nêu {{ ngay }}: biến này phải có.');
    const missing = path.join(folder, 'khong-co.txt');
    expect(await refused('text', 'set', UNTIL, '--file', missing, ...BY)).toMatchObject({ status: 2, file: missing });
    expect(await refused('text', 'set', UNTIL, '--file', file('c.txt', '{{ ngay }}'))).toMatchObject({ code: 'usage' });
    expect(await refused('text', 'preview', 'tuan-sau')).toMatchObject({ code: 'usage' });
    expect(await logged()).toEqual(before);
  });

  it('words that a later version of the catalogue no longer takes give way to the default, and the list says so', async () => {
    const database = openDatabase(home.url, 1);
    const stale = {
      id: UNTIL,
      version: 1,
      body: '{{ ngay_cu }}',
      at: instantAt('2025-01-02', '08:00'),
      by: 'Lò Thị Mẫu',
    };
    await database.inTenant(TENANT, (tx) => storeText(tx, { tenant: TENANT, ...stale }));
    await database.close();
    const shown = await done(textDocument, 'text', 'show', UNTIL);
    expect(shown.body).toBe(shown.default);
    expect(shown.fault).toContain('“{{ ngay_cu }}” không phải là biến');
    expect(await run('text', 'list')).toMatch(/^returned\.until .*đang dùng mặc định$/m);
    expect(await run('text', 'preview', 'returned')).toContain('chậm nhất thứ Năm 27/11/2025');
  });
});

const entry = (action: string, payload: object) => ({ actor: 'Lò Thị Mẫu', action, entity: `text/${NOTE}`, payload });
