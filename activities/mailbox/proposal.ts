import type { OwedRow } from '../../db/queries/mailbox.ts';

/** What is known of an answer from outside its words. */
export interface Known {
  subject: string;
  /** What the message it answers spoke of. */
  fromThread: OwedRow[];
  /** What the bodies owe that have the sender's address. */
  fromSender: OwedRow[];
  /** Bodies that have the sender's address. */
  senders: string[];
  plans: { plan: string; number: string | null }[];
}

/** Which obligation an answer is probably for; a person decides. */
export interface Proposal {
  candidates: OwedRow[];
  plan: string | null;
  why: string[];
}

/** The thread says most, then who wrote, then the plan's number in the subject; each only narrows what was found. */
export function proposeFor({ subject, fromThread, fromSender, senders, plans }: Known): Proposal {
  const inSubject = plans.filter(({ number }) => number !== null && named(subject).includes(squeezed(number)));
  const byThread = fromThread.length > 0;
  const found = byThread
    ? narrowed(
        narrowed(fromThread, ({ organisation }) => senders.includes(organisation)),
        ({ isOpen }) => isOpen,
      )
    : fromSender;
  const candidates = narrowed(found, ({ plan }) => inSubject.some((one) => one.plan === plan));
  const [only, ...others] = new Set([...candidates.map(({ plan }) => plan), ...inSubject.map(({ plan }) => plan)]);
  return {
    candidates,
    plan: only !== undefined && others.length === 0 ? only : null,
    why: [
      ...(byThread ? ['thư trả lời một thư nhắc đã gửi'] : []),
      ...(senders.length > 0 ? ['địa chỉ người gửi là đầu mối của cơ quan'] : []),
      ...inSubject.map(({ number }) => `tiêu đề nêu số ${number}`),
    ],
  };
}

/** What fits, or everything where nothing does. */
function narrowed(rows: OwedRow[], fits: (row: OwedRow) => boolean): OwedRow[] {
  const kept = rows.filter(fits);
  return kept.length > 0 ? kept : rows;
}

/** Numbers of documents in a text: '123/KH-UBND', however it is spaced. */
const named = (text: string): string[] =>
  (text.normalize('NFC').match(/\d+\s*\/\s*[\p{Lu}\d-]+(\s*-\s*\p{Lu}+)*/gu) ?? []).map(squeezed);

const squeezed = (number: string): string => number.normalize('NFC').replace(/\s+/g, '').toUpperCase();
