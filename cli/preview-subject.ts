import { type Activation, type Derived, leadOf, reasonOf } from '../domain/activation.ts';
import type { ResolvedDeadline } from '../domain/deadline.ts';
import { tierOf } from '../domain/members.ts';
import type { Level, Organisation } from '../domain/organisation.ts';
import type { Finding } from '../domain/plan.ts';
import type { Preview } from '../domain/preview.ts';
import type { Undecided } from '../domain/proposal.ts';
import { count, longDate, TIER_LABELS } from '../domain/vietnamese.ts';
import { groupBy } from '../domain/group-by.ts';

/** What a preview is printed from. */
export interface PreviewSubject {
  activation: Activation;
  /** What opens, is due or is heard of in the year. */
  derived: Derived;
  /** The year's messages. */
  preview: Preview;
  year: number;
  /** As it was named on the command line. */
  behaviour: string;
  findings: Finding[];
  undecided: Undecided[];
}

/** A list of more names than this is no longer read; it is counted. */
const MOST_NAMES = 3;

const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  ministry: 'bộ, ngành trung ương',
  province: 'cơ quan cấp tỉnh',
  department: 'sở, phòng, ban, ngành',
  district: 'huyện, thị xã, thành phố',
  commune: 'xã, phường',
  branch: 'cơ quan ngành dọc',
  'mass-organisation': 'đoàn thể',
  press: 'cơ quan báo chí',
};

/** `Sở Y tế, Công an tỉnh`; `12 đơn vị cấp huyện`; `35 đơn vị` */
export function bodiesWords(list: readonly Organisation[]): string {
  if (list.length <= MOST_NAMES) return list.map(({ shortName }) => shortName).join(', ');
  const tiers = new Set(list.map(tierOf));
  const [tier] = tiers;
  const which = tiers.size > 1 || !tier || tier === 'other' ? '' : ` ${TIER_LABELS[tier]}`;
  return `${count(list.length)} đơn vị${which}`;
}

/** `14 sở, phòng, ban, ngành; 12 huyện, thị xã, thành phố`; of a few, their names. */
export function kindsWords(list: readonly Organisation[]): string {
  if (list.length <= MOST_NAMES) return bodiesWords(list);
  const kinds = [...groupBy(list, ({ level }) => level)];
  return kinds.map(([level, some]) => `${count(some.length)} ${LEVEL_WORDS[level]}`).join('; ');
}

/** The bodies of some obligations or entries, in the order of the file. */
export function bodiesOf(list: readonly { organisation: string }[], { organisations }: Activation): Organisation[] {
  const ids = new Set(list.map(({ organisation }) => organisation));
  return organisations.filter(({ id }) => ids.has(id));
}

/** Whose date it is: the plan's, by its words; the lead's; or a proposal, with its reason. */
export function originWords(date: ResolvedDeadline): string {
  switch (date.origin) {
    case 'plan':
      return `Kế hoạch nêu “${date.deadline.text}”`;
    case 'lead':
      return `cơ quan đầu mối quyết định, “${date.deadline.text}”`;
    case 'proposal':
      return `đề xuất, ${reasonOf(date)}`;
  }
}

/** `thứ Hai 24/11/2025 (ngày mốc thứ Ba 25/11/2025)` */
export function dayWords({ targetDay, namedDay }: ResolvedDeadline): string {
  return targetDay === namedDay ? longDate(targetDay) : `${longDate(targetDay)} (ngày mốc ${longDate(namedDay)})`;
}

/** `Quàng Thị Sơn (Giám đốc)`: the head looks for a name here, not for an address. */
export function readerWords(recipient: string, activation: Activation): string {
  const contact = leadOf(activation).contacts.find(({ email }) => email === recipient);
  if (!contact) return recipient;
  return contact.title ? `${contact.name} (${contact.title})` : contact.name;
}
