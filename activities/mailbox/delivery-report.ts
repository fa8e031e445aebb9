import { oneLine } from '../../documents/letter/blocks.ts';
import type { MailPart } from './parsed-mail.ts';

/** RFC 3464, 2.3.3. */
const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
export type ReportedAction = (typeof ACTIONS)[number];

/** What a server tells of one address that a message was for. */
export interface ReportedRecipient {
  /** As we wrote it first, then what it became on the way. */
  addresses: string[];
  action: ReportedAction;
  /** '5.1.1' */
  code: string;
  /** In the server's own words, on one line. */
  said: string;
}

export interface DeliveryReport {
  recipients: ReportedRecipient[];
  /** The id that was given with the message (ENVID), or none. */
  envelopeIds: string[];
}

/** No message of ours has so many readers. */
const MOST_RECIPIENTS = 50;
const LONGEST_ANSWER = 300;

export const isDeliveryStatus = ({ type }: MailPart): boolean => /^message\/(global-)?delivery-status$/.test(type);

/** Reads the part of a report that is meant for machines (RFC 3464), also where it keeps only half of the rules. */
export function readDeliveryStatus({ bytes }: MailPart): DeliveryReport {
  const groups = bytes
    .toString('utf8')
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n(?:[ \t]*\n)+/)
    .map(fieldsOf);
  const envelopeId = groups.map((fields) => fields.get('original-envelope-id')).find(Boolean);
  return {
    recipients: groups.flatMap(recipientOf).slice(0, MOST_RECIPIENTS),
    envelopeIds: envelopeId ? [fromXtext(envelopeId)] : [],
  };
}

function fieldsOf(group: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== '' && !fields.has(name)) fields.set(name, oneLine(line.slice(colon + 1)));
  }
  return fields;
}

function recipientOf(fields: Map<string, string>): ReportedRecipient[] {
  const addresses = ['original-recipient', 'final-recipient'].flatMap((name) => addressIn(fields.get(name)));
  const said = withoutType(fields.get('diagnostic-code') ?? '').slice(0, LONGEST_ANSWER);
  const code = codeOf(fields.get('status') ?? '', said);
  const action = actionOf(fields.get('action') ?? '', code);
  return addresses.length === 0 || action === null ? [] : [{ addresses: [...new Set(addresses)], action, code, said }];
}

/** A status without detail (5.0.0) says less than the answer it was made of. */
function codeOf(status: string, said: string): string {
  const [stated] = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(status) ?? [];
  const [inAnswer] = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(said) ?? [];
  const isVague = stated === undefined || stated.endsWith('.0.0');
  return (isVague ? (inAnswer ?? stated) : stated) ?? '';
}

function actionOf(action: string, code: string): ReportedAction | null {
  const [word = ''] = action.toLowerCase().split(/[\s(;]/);
  const told = ACTIONS.find((known) => known === word);
  const byClass = ({ 2: 'delivered', 4: 'delayed', 5: 'failed' } as const)[Number(code[0])];
  return told ?? byClass ?? null;
}

const addressIn = (value: string | undefined): string[] => {
  const address = withoutType(value ?? '').replace(/^<|>$/g, '');
  return /^[^\s@]+@[^\s@]+$/.test(address) ? [address] : [];
};

/** `rfc822; a@b` and `smtp; 550 …` begin with a type. */
const withoutType = (value: string): string => value.replace(/^[a-z0-9-]+\s*;\s*/i, '');

/** RFC 3461, 4. */
const fromXtext = (text: string): string =>
  text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
