import { z } from 'zod';
import { TIMELINESS } from '../domain/deadline.ts';
import { ITEM_STATES, OBLIGATION_STATES } from '../domain/obligation.ts';
import { CHANNELS, RUNG_IDS } from '../domain/rung.ts';
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
    }),
  ),
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
