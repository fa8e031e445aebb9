import type { Transaction } from '../../db/database.ts';
import { ownersOf } from '../../db/queries/failing-address.ts';
import { owedBy, owedInEnvelope, planNumbers } from '../../db/queries/mailbox.ts';
import type { EnvelopeRow } from '../../db/queries/notification.ts';
import { storeWorkItem } from '../../db/queries/work-item.ts';
import type { AddressOwner } from '../../domain/bounce.ts';
import { count, joinWords } from '../../domain/vietnamese.ts';
import type { WorkItemContent } from '../../domain/work-item.ts';
import { type DocumentFile, filesOf } from './document-file.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { type Proposal, proposeFor } from './proposal.ts';
import type { Taking } from './taking.ts';

/** Of a mail's own words so much is kept; the mail itself stays in the mailbox. */
const LONGEST_EXCERPT = 2000;
const MOST_CANDIDATES = 10;

/** A mail of a person, and what was left out of it where it was too large to fetch whole. */
export interface Answer {
  mail: ParsedMail;
  /** Bytes of the whole mail, where only its beginning was fetched; else null. */
  cutFrom: number | null;
}

/**
 * An answer becomes a work item with its files and a proposal of what it may be the report of. It is never a
 * submission: what counts is the signed document, and a person says that it came.
 */
export async function takeAnswer(
  tx: Transaction,
  { tenant, key, receivedAt, now }: Taking,
  { mail, cutFrom }: Answer,
  envelope: EnvelopeRow | null,
): Promise<void> {
  const owners = mail.from ? await ownersOf(tx, mail.from.address) : [];
  const senders = [...new Set(owners.map(({ organisation }) => organisation))];
  const proposal = proposeFor({
    subject: mail.subject,
    fromThread: envelope ? await owedInEnvelope(tx, envelope.id) : [],
    fromSender: await owedBy(tx, senders),
    senders,
    plans: await planNumbers(tx),
  });
  const { kept, left } = cutFrom === null ? filesOf(mail.parts) : { kept: [], left: [] };
  const [only, ...others] = proposal.candidates;
  const row = {
    ...{ tenant, kind: 'incoming-mail' as const, key, createdAt: now, plan: proposal.plan },
    obligation: only && others.length === 0 ? only.id : null,
    organisation: senders.length === 1 ? (senders[0] ?? null) : null,
  };
  const evidence = [
    { at: receivedAt, text: senderLine(mail, owners) },
    { at: null, text: proposalLine(proposal) },
    ...fileLines(kept, left, cutFrom).map((text) => ({ at: null, text })),
    ...(mail.text === '' ? [] : [{ at: null, text: `Nội dung thư: ${excerpt(mail.text)}` }]),
  ];
  await storeWorkItem(tx, { ...row, content: { title: titleOf(mail, owners, kept), evidence } }, kept);
}

function titleOf(
  { from, subject }: ParsedMail,
  owners: readonly AddressOwner[],
  files: readonly DocumentFile[],
): string {
  const bodies = [...new Set(owners.map(({ organisationName }) => organisationName))];
  const who = bodies.length > 0 ? joinWords(bodies) : from?.name || from?.address || 'người gửi không rõ';
  const brings = files.length > 0 ? `, kèm ${count(files.length)} tệp` : '';
  return `Thư của ${who}: “${subject === '' ? 'không có tiêu đề' : subject}”${brings}.`;
}

function senderLine({ from }: ParsedMail, owners: readonly AddressOwner[]): string {
  if (!from) return 'Thư không ghi người gửi.';
  const known = owners.map(({ contactName, organisationName }) => `${contactName}, ${organisationName}`);
  const whose = known.length > 0 ? `địa chỉ của ${joinWords(known)}` : 'địa chỉ không có trong danh sách đầu mối';
  return `Người gửi ghi trong thư: ${from.name === '' ? '' : `${from.name}, `}${from.address} (${whose}).`;
}

function proposalLine({ candidates, plan, why }: Proposal): string {
  const because = why.length > 0 ? `, vì ${joinWords(why)}` : '';
  if (candidates.length === 0) {
    return plan === null
      ? 'Chưa rõ thư nói về việc nào.'
      : `Có thể liên quan tới kế hoạch “${plan}”${because}; chưa rõ là việc nào.`;
  }
  const named = candidates
    .slice(0, MOST_CANDIDATES)
    .map(({ id, name, organisationName }) => `“${name}” của ${organisationName} (${id})`);
  const more = candidates.length > named.length ? ` và ${count(candidates.length - named.length)} việc khác` : '';
  return `Có thể là báo cáo cho ${named.join('; ')}${more}${because}. Đây là đề xuất, chưa phải báo cáo đã nộp.`;
}

function fileLines(kept: readonly DocumentFile[], left: readonly string[], cutFrom: number | null): string[] {
  return [
    ...kept.map(({ name, content, sha256 }) => `Tệp “${name}”, ${sizeOf(content.length)}, SHA-256 ${sha256}.`),
    ...(left.length > 0
      ? [
          `Không lưu ${joinWords(left.slice(0, MOST_CANDIDATES).map((name) => `“${name}”`))}: không phải tệp văn bản, hoặc quá lớn; xem trong hộp thư.`,
        ]
      : []),
    ...(cutFrom === null ? [] : [`Thư lớn ${sizeOf(cutFrom)} nên tệp kèm theo không được lưu; xem trong hộp thư.`]),
  ];
}

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`;

function excerpt(text: string): string {
  const signs = [...text];
  return signs.length <= LONGEST_EXCERPT ? text : `${signs.slice(0, LONGEST_EXCERPT).join('')} …`;
}

/** A mail that nobody here can read: a person looks into the mailbox. */
export function unreadableContent(raw: Buffer, receivedAt: number, uid: number): WorkItemContent {
  const head = raw.subarray(0, 16 * 1024).toString('latin1');
  const line = (name: string): string =>
    (new RegExp(`^${name}:[ \\t]*(.{1,200})`, 'im').exec(head)?.[1] ?? '').replace(/[^\x20-\x7e]/g, '');
  return {
    title: 'Có thư trong hộp thư mà hệ thống không đọc được; đề nghị mở hộp thư để xem.',
    evidence: [
      { at: receivedAt, text: `Thư số ${uid} trong hộp thư, ${sizeOf(raw.length)}.` },
      { at: null, text: `Người gửi: ${line('from') || 'không rõ'}. Tiêu đề: ${line('subject') || 'không rõ'}.` },
    ],
  };
}
