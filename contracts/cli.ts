import { z } from 'zod';
import { DAY_KINDS, DAY_STATUSES } from '../domain/calendar.ts';
import { TIMELINESS } from '../domain/deadline.ts';
import { DELIVERY_OUTCOMES, NOTIFICATION_STATES } from '../domain/letter.ts';
import { ITEM_STATES, OBLIGATION_STATES } from '../domain/obligation.ts';
import { CHANNELS, RUNG_IDS } from '../domain/rung.ts';
import { HELD_BACK, SENDING_MODES, STOP_SCOPES } from '../domain/sending.ts';
import { WORK_ITEM_KINDS, WORK_ITEM_STATES } from '../domain/work-item.ts';
import { instant, localDate } from './scalars.ts';
import { finding } from './plan.ts';

const id = z.string().min(1);
const ids = z.array(id);
const count = z.int().min(0);
const state = z.enum(OBLIGATION_STATES);

export const errorDocument = z.strictObject({
  error: z.strictObject({
    code: id,
    message: z.string().min(1),
    file: z.string().optional(),
    line: z.int().min(1).optional(),
  }),
});

/** One entry is one notification row. */
const message = z.strictObject({
  at: instant,
  rung: z.enum(RUNG_IDS),
  /** Counts the repetitions of an endless rung, from 0. */
  occurrence: count.optional(),
  obligation: id,
  ladder: z.int().min(1),
  organisation: id,
  recipient: z.string().min(1),
  channel: z.enum(CHANNELS),
  release: z.enum(['automatic', 'person']),
  why: z.array(z.string()),
});

const envelope = z.strictObject({
  at: instant,
  recipient: z.string().min(1),
  channel: z.enum(CHANNELS),
  /** `<obligation>#<ladder>#<rung>#<occurrence>` */
  entries: ids,
});

/** `named` and `targetDay` are null while an obligation waits for its event. */
const obligation = z.strictObject({
  id,
  kind: z.enum(['report', 'own']),
  organisation: id,
  round: z.nullable(id),
  items: ids,
  opens: z.nullable(localDate),
  named: z.nullable(localDate),
  targetDay: z.nullable(localDate),
  lateAfter: z.nullable(instant),
  why: z.array(z.string()),
});

const round = z.strictObject({ id, opens: z.nullable(localDate), consolidation: z.nullable(instant) });

const reportFields = {
  version: z.int().min(1),
  docx: z.string().min(1),
  xlsx: z.string().min(1),
  /** Bodies whose report came in, of those that owe one; the silent by name. */
  received: count,
  expected: count,
  missing: ids,
};

export const planCheckDocument = z.strictObject({ findings: z.array(finding) });

export const planPreviewDocument = z.strictObject({
  messages: z.array(message),
  envelopes: z.array(envelope),
  obligations: z.array(obligation),
  rounds: z.array(round),
});

export const planActivateDocument = z.strictObject({
  plan: id,
  version: z.int().min(1),
  rounds: z.array(round),
  obligations: z.array(obligation),
});

export const rehearseDocument = z.strictObject({
  ...planPreviewDocument.shape,
  consolidated: z.array(z.strictObject({ round: id, at: instant, ...reportFields })),
  equalToPreview: z.boolean(),
  difference: z.array(z.unknown()),
  open: ids,
  /** Counted by the Temporal server. */
  workflows: count,
  virtualDays: count,
  realSeconds: z.number().min(0),
});

export const statusDocument = z.strictObject({
  obligations: z.array(
    z.strictObject({
      id,
      workflow: z.nullable(id),
      organisation: id,
      items: z.array(z.strictObject({ id, state: z.enum(ITEM_STATES) })),
      state,
      named: z.nullable(localDate),
      targetDay: z.nullable(localDate),
      timeliness: z.nullable(z.enum(TIMELINESS)),
      received: z.nullable(localDate),
      ladder: count,
      /** There where the body can't be called late, because nothing reaches its contact or did when it was due. */
      unreachable: z.literal(true).optional(),
    }),
  ),
});

/** What one look into the mailbox came to, counted by mails; `more` where others wait for the next look. */
export const mailboxReadDocument = z.strictObject({
  read: count,
  answers: count,
  returned: count,
  confirmed: count,
  delayed: count,
  automatic: count,
  unmatched: count,
  unreadable: count,
  more: z.boolean(),
});

export const submitDocument = z.strictObject({ submission: z.union([id, z.int().min(1)]), state });
export const reviewDocument = z.strictObject({ state });
/** Of `extend`, `waive`, `cancel`, `reassign`, `promise` and `event`: what the act touched, what it made last. */
export const changedDocument = z.strictObject({ obligations: z.array(obligation) });
export const reportDocument = z.strictObject(reportFields);
export const auditVerifyDocument = z.strictObject({ entries: count, ok: z.boolean(), brokenAt: z.nullable(count) });
export const doctorDocument = z.strictObject({
  checks: z.array(z.strictObject({ name: id, ok: z.boolean(), message: z.string() })),
});

const workItem = z.strictObject({
  id: z.int().min(1),
  kind: z.enum(WORK_ITEM_KINDS),
  plan: z.nullable(id),
  obligation: z.nullable(id),
  organisation: z.nullable(id),
  title: z.string(),
  evidence: z.array(z.strictObject({ at: z.nullable(z.union([instant, localDate])), text: z.string() })),
  createdAt: instant,
  state: z.enum(WORK_ITEM_STATES),
  decidedAt: z.nullable(instant),
  decidedBy: z.nullable(z.string()),
  decision: z.nullable(
    z.strictObject({
      document: z.nullable(z.strictObject({ number: z.string(), date: localDate })),
      reason: z.nullable(z.string()),
    }),
  ),
});

/** Of `work list`, `release`, `paper` and `done`. */
export const workDocument = z.strictObject({ workItems: z.array(workItem) });

/** Of `work show`; `written` are paths, where files were asked for. */
export const workShowDocument = workItem.extend({
  files: z.array(z.strictObject({ name: z.string(), type: z.string(), sha256: z.string(), bytes: count })),
  written: z.array(z.string()),
});

/** Of `ledger`; `attempt` counts from 1. */
export const ledgerDocument = z.strictObject({
  messages: z.array(
    z.strictObject({
      id,
      at: instant,
      channel: z.enum(CHANNELS),
      recipient: id,
      copyTo: z.nullable(id),
      organisation: z.nullable(id),
      state: z.enum(NOTIFICATION_STATES),
      heldBack: z.nullable(id),
      messageId: z.nullable(id),
      subject: z.nullable(z.string()),
      text: z.nullable(z.string()),
      entries: z.array(
        z.strictObject({
          plan: id,
          obligation: id,
          ladder: count,
          rung: z.enum(RUNG_IDS),
          occurrence: count,
          why: z.array(z.string()),
        }),
      ),
      tries: z.array(
        z.strictObject({
          attempt: z.int().min(1),
          at: instant,
          outcome: z.enum(DELIVERY_OUTCOMES),
          code: z.nullable(z.string()),
          response: z.nullable(z.string()),
        }),
      ),
    }),
  ),
});

/** Of `sending show` and of every command that changes the switch: one for each tree of organisations. */
export const sendingDocument = z.strictObject({
  sending: z.array(
    z.strictObject({
      tenant: id,
      mode: z.enum(SENDING_MODES),
      /** Null is everybody. */
      allowList: z.nullable(z.array(z.string())),
      /** The last decision about mode or list; null on a new installation. */
      decision: z.nullable(z.strictObject({ at: instant, by: z.string(), reason: z.string() })),
      /** The database is a copy, and nobody has decided since. */
      restored: z.boolean(),
      stops: z.array(
        z.strictObject({
          scope: z.enum(STOP_SCOPES),
          /** Null for all. */
          subject: z.nullable(id),
          since: instant,
          by: z.string(),
          reason: z.string(),
        }),
      ),
      /** Entries that are due: why they wait, and how many are free to leave. */
      held: z.partialRecord(z.enum(HELD_BACK), count),
      due: count,
      shadowed: count,
      inFlight: count,
      plans: z.array(z.strictObject({ plan: id, unreleased: ids, untold: count })),
    }),
  ),
});

export const sendingReleaseDocument = z.strictObject({ plan: id, released: ids, remaining: ids });
export const sendingCatchUpDocument = z.strictObject({ plan: id, entries: count });

const calendarDay = z.strictObject({
  date: localDate,
  kind: z.enum(DAY_KINDS),
  name: z.string(),
  status: z.enum(DAY_STATUSES),
  source: z.string(),
});

/** `publishedAt` and `publishedBy` are null for the table that ships. */
export const calendarShowDocument = z.strictObject({
  version: z.int().min(1),
  publishedAt: z.nullable(instant),
  publishedBy: z.nullable(z.string()),
  basis: z.nullable(z.string()),
  days: z.array(calendarDay),
  years: z.array(z.strictObject({ year: z.int(), workingDays: count })),
});

/** `zalo authorise`, `zalo show`, `zalo resume`: no token. */
export const zaloDocument = z.strictObject({
  appId: id,
  refreshedAt: instant,
  accessExpiresAt: instant,
  /** Whole days until only a person can authorise again. */
  refreshDaysLeft: z.int(),
  trouble: z.nullable(z.string()),
});

const obligationDates = z.strictObject({
  opens: z.nullable(localDate),
  named: z.nullable(localDate),
  targetDay: z.nullable(localDate),
  lateAfter: z.nullable(instant),
});

const roundDates = z.strictObject({
  opens: localDate,
  consolidation: instant,
  closes: instant,
  named: localDate,
  targetDay: localDate,
  leadTargetDay: z.nullable(localDate),
});

const beforeAndAfter = <T extends z.ZodType>(what: T) => z.strictObject({ before: what, after: what });

/** Of `calendar check` and `calendar publish`: what a file would move, or has moved. Null is an ordinary day, or no message. */
export const calendarChangeDocument = z.strictObject({
  version: z.int().min(2),
  days: z.array(z.strictObject({ date: localDate, ...beforeAndAfter(z.nullable(calendarDay)).shape })),
  rounds: z.array(z.strictObject({ id, ...beforeAndAfter(roundDates).shape })),
  obligations: z.array(
    z.strictObject({
      id,
      organisation: id,
      ...beforeAndAfter(obligationDates).shape,
      rungs: z.array(
        z.strictObject({
          rung: z.enum(RUNG_IDS),
          occurrence: count,
          from: z.nullable(instant),
          to: z.nullable(instant),
        }),
      ),
    }),
  ),
});

/** One text of the letters: of `text show`, `text set` and `text reset`. */
export const textDocument = z.strictObject({
  id,
  use: z.string().min(1),
  body: z.string().min(1),
  default: z.string().min(1),
  variables: z.array(
    z.strictObject({ name: id, meaning: z.string().min(1), example: z.string().min(1), must: z.boolean() }),
  ),
  changed: z.nullable(z.strictObject({ version: count.min(1), at: instant, by: id, isDefault: z.boolean() })),
  /** Why changed words can't be used any more; the default holds then. */
  fault: z.nullable(z.string().min(1)),
});

export const textListDocument = z.strictObject({ texts: z.array(textDocument) });

/** Of `text preview`. */
export const textPreviewDocument = z.strictObject({
  subject: z.string().min(1),
  text: z.string().min(1),
  html: z.string().min(1),
  events: z
    .array(
      z.strictObject({
        obligation: id,
        sequence: z.int().min(1),
        day: localDate,
        title: z.string().min(1),
        description: z.string(),
      }),
    )
    .optional(),
});
