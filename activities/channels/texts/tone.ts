import type { Letter } from '../../../domain/letter.ts';
import type { Relation } from '../../../domain/organisation.ts';

/** How the lead speaks to this body. Tone follows the relation, not one "Đề nghị" for all. */
export interface Tone {
  /** The recipient is of the lead itself. */
  internal: boolean;
  /** `Quý Sở` */
  you: string;
  /** Follows the lead's name: `trân trọng đề nghị Quý Sở chuẩn bị và gửi`. */
  asks: string;
  /** The same for a subject: `đề nghị gửi`. */
  asksShort: string;
  /** Asked and not ordered: no column of states, nothing about what has not come. */
  polite: boolean;
}

const ASKS: Readonly<Record<Relation, (you: string) => string>> = {
  subordinate: (you) => `trân trọng đề nghị ${you} chuẩn bị và gửi`,
  vertical: (you) => `trân trọng đề nghị ${you} phối hợp, gửi`,
  'party-mass': (you) => `kính đề nghị ${you} quan tâm phối hợp, cung cấp`,
  lower: (you) => `đề nghị ${you} chuẩn bị và gửi`,
  superior: (you) => `kính đề nghị ${you} quan tâm, cho biết kết quả`,
  press: (you) => `trân trọng đề nghị ${you} phối hợp, gửi`,
};

/** The tone of a whole letter: it has one recipient. */
export function toneOf(letter: Letter): Tone {
  const { relation, requested, organisationName } = letter.to;
  if (organisationName === letter.lead.organisationName) return internalTone();
  const you = formOfAddress(organisationName, relation);
  const polite = requested || relation === 'party-mass' || relation === 'superior';
  const manner = requested && relation !== 'superior' ? 'party-mass' : relation;
  return {
    internal: false,
    you,
    asks: ASKS[manner](you),
    asksShort: polite ? 'kính đề nghị phối hợp, cung cấp' : 'đề nghị gửi',
    polite,
  };
}

function internalTone(): Tone {
  return {
    internal: true,
    you: 'đồng chí',
    asks: 'đề nghị đồng chí chuẩn bị',
    asksShort: 'đề nghị chuẩn bị',
    polite: false,
  };
}

/** Kinds of bodies that are addressed by their kind; all others are `Quý cơ quan`. */
const KINDS = ['Sở', 'Ban', 'Chi cục', 'Cục', 'Đài', 'Báo', 'Phòng', 'Trung tâm', 'Hội', 'Viện', 'Trường'];

function formOfAddress(name: string, relation: Relation): string {
  if (relation === 'lower' && /^(Ủy ban nhân dân|UBND)/i.test(name)) return 'Quý địa phương';
  if (relation === 'superior' && name.startsWith('Bộ ')) return 'Quý Bộ';
  const kind = KINDS.find((word) => name.startsWith(`${word} `));
  return `Quý ${kind ?? 'cơ quan'}`;
}
