import type { FastifyInstance, FastifyReply } from 'fastify';
import { lockWorkItem } from '../../db/queries/work-item.ts';
import { officialLetterDocx } from '../../documents/official-letter.ts';
import type { Instant } from '../../domain/time.ts';
import { lettersOf } from '../services/official-letter.ts';
import { missing } from './errors.ts';
import { DRAFT_FORMATS, type DraftFormat, readDraftFile } from './reading/round.ts';
import { fromFirst, type Source } from './reading/tenants.ts';

const TYPES: Readonly<Record<DraftFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `/tai/<round>/<version>.docx`: one draft as it was made; `/tai-cong-van/<number>.docx`: a letter to sign. */
export function addDownloads(app: FastifyInstance, source: Source, now: () => Instant): void {
  app.get<{ Params: { id: string } }>('/tai-cong-van/:id.docx', async ({ params }, reply) => {
    const id = /^[1-9]\d{0,14}$/.test(params.id) ? Number(params.id) : 0;
    const letter = await fromFirst(source, async (tx, tenant) => {
      if ((await lockWorkItem(tx, id))?.kind !== 'escalation') return null;
      const context = { database: source.database, tenant, now, idPrefix: '' };
      return (await lettersOf(tx, context, [id]))[0] ?? null;
    });
    if (!letter) throw missing(`Không có dự thảo công văn nào cho việc số “${params.id}”.`);
    return sendFile(reply, { bytes: await officialLetterDocx(letter), name: `Dự thảo công văn ${id}`, format: 'docx' });
  });

  app.get<{ Params: { '*': string } }>('/tai/*', async ({ params }, reply) => {
    const [, round = '', version, extension] = /^(.+)\/(\d{1,6})\.(\w+)$/.exec(params['*']) ?? [];
    const format = DRAFT_FORMATS.find((known) => known === extension);
    const file = format && (await fromFirst(source, (tx) => readDraftFile(tx, round, Number(version), format)));
    if (!file) throw missing(`Không có dự thảo “${params['*']}”.`);
    return sendFile(reply, { bytes: file.bytes, name: `${file.title}, bản ${version}`, format });
  });
}

/** Sends a file to be kept under a Vietnamese name, RFC 6266: plain letters for old clients, UTF-8 for the rest. */
export function sendFile(
  reply: FastifyReply,
  { bytes, name, format }: { bytes: Buffer; name: string; format: DraftFormat },
): FastifyReply {
  return reply
    .type(TYPES[format])
    .header('content-disposition', contentDisposition(`${name}.${format}`))
    .send(bytes);
}

/** `attachment; filename="Bao cao.docx"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.docx` */
export function contentDisposition(name: string): string {
  const safe = name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(-150);
  const plain = safe
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
