import type { Letter } from '../../domain/letter.ts';
import type { Relation } from '../../domain/organisation.ts';

/** How the lead speaks to this body. Tone follows the relation, not one "Đề nghị" for all. */
export interface Tone {
  /** The recipient is of the lead itself. */
  internal: boolean;
  /** Which of the sentences that ask: what is requested of a body is asked as of the Front. */
  manner: Relation;
  /** `Quý Sở` */
  you: string;
  /** `đề nghị`, or `kính đề nghị`. */
  asks: string;
  /** Asked and not ordered: no column of states, nothing about what has not come. */
  polite: boolean;
}

/** The tone of a whole letter: it has one recipient. */
export function toneOf(letter: Letter): Tone {
  const { relation, requested, organisationName } = letter.to;
  if (organisationName === letter.lead.organisationName) {
    return { internal: true, manner: relation, you: 'đồng chí', asks: 'đề nghị', polite: false };
  }
  const polite = requested || relation === 'party-mass' || relation === 'superior';
  return {
    internal: false,
    manner: requested && relation !== 'superior' ? 'party-mass' : relation,
    you: formOfAddress(organisationName, relation),
    asks: polite ? 'kính đề nghị' : 'đề nghị',
    polite,
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
