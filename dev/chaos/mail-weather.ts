import type { CaughtMail, InboxFaults } from '../inbox/inbox.ts';
import type { Instant } from '../../domain/time.ts';
import { type Fault, isSpell, type Spell } from './scenario.ts';

const FOR_NOW = 451;
const FOR_GOOD = 554;

/** What the mail server does at the business instant at which messages are being sent. */
export class MailWeather {
  /** Set by whoever dispatches: a mail server knows only the machine's time. */
  now: Instant = 0;
  /** A letter that was taken and never answered is not taken and unanswered twice. */
  private readonly cut = new Set<string>();
  private readonly spells: Spell[];

  constructor(faults: Fault[]) {
    this.spells = faults.filter(isSpell);
  }

  /** What is planted beside the weather comes first. */
  faults(planted: InboxFaults = {}): InboxFaults {
    return {
      ...planted,
      refuse: (mail) => this.refusal() ?? planted.refuse?.(mail) ?? null,
      cut: (mail) => this.isCut(mail) || (planted.cut?.(mail) ?? false),
      unknown: (address) => this.reigning('no-mailbox')?.address === address,
    };
  }

  /** The same from here to there: messages of that time can be sent in one go. */
  isSteady(from: Instant, to: Instant): boolean {
    return this.spells.every((spell) => [spell.from, spell.to].every((turn) => turn <= from || turn > to));
  }

  /** True where the sender never heard that its message was taken. */
  wasCut(envelope: string): boolean {
    return this.cut.has(envelope);
  }

  private refusal(): number | null {
    if (this.reigning('mail-later')) return FOR_NOW;
    return this.reigning('mail-never') ? FOR_GOOD : null;
  }

  private isCut({ envelopeId }: CaughtMail): boolean {
    if (!this.reigning('mail-cut') || envelopeId === null || this.cut.has(envelopeId)) return false;
    this.cut.add(envelopeId);
    return true;
  }

  private reigning(kind: Spell['kind']): Spell | undefined {
    return this.spells.find((spell) => spell.kind === kind && spell.from <= this.now && this.now < spell.to);
  }
}
