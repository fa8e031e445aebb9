/**
 * What a lead agency may set otherwise than docs/rules.md has it. Counts are of working days unless the name says
 * otherwise; times are of the wall clock in Asia/Ho_Chi_Minh.
 */
export interface Policy {
  /** An obligation opens this long before its target day. (Default: 15) */
  openBefore: number;
  /** Reminders before the target day, farthest first. (Default: 7 and 2) */
  remindBefore: number[];
  /** No reminder this near to the opening. (Default: 5) */
  quietAfterOpening: number;
  /** Least distance of two messages to a member on one obligation, `morning` apart. (Default: 2) */
  spacing: number;
  /** Late rungs, counted from the named day: contact and list. (Default: 1) */
  lateAfter: number;
  /** The list to the lead's head. (Default: 2) */
  lateHeadAfter: number;
  /** Consolidation after the last named day. (Default: 3) */
  consolidateAfter: number;
  /** ... but at least this long before the lead's own target day. (Default: 2) */
  consolidateBeforeLead: number;
  /** The lead's own date, proposed, after the consolidation day. (Default: 5) */
  leadAfterConsolidation: number;
  /** A round closes this long after its consolidation day. (Default: 30) */
  closeAfter: number;
  /** Members' dates, proposed before the lead's own target day: communes, which have farthest to go. (Default: 15) */
  communeBeforeLead: number;
  /** ... districts. (Default: 10) */
  districtBeforeLead: number;
  /** ... and all others. (Default: 7) */
  othersBeforeLead: number;
  /** A document to draw up that names no day is proposed this long after issue. (Default: 20) */
  documentAfterIssue: number;
  /** A date entered with an event is proposed this long after the event. (Default: 15) */
  afterEvent: number;
  /** The reviewer's clock. (Default: 3) */
  reviewAfter: number;
  /** A returned obligation of its own is due again after this. (Default: 5) */
  returnedAfter: number;
  /** Reminders of the lead's own date. (Default: 7, 2 and 0) */
  leadDueBefore: number[];
  /** Calendar days between the lead's reminders after its date. (Default: 7) */
  leadDueEveryDays: number;
  /** (Default: '16:00') */
  consolidationTime: string;
  /** Messages begin here ... (Default: '07:30') */
  slotFrom: string;
  /** ... spread over so many minutes by a stable hash ... (Default: 60) */
  spreadMinutes: number;
  /** ... and what missed its morning goes at once until here. (Default: '16:30') */
  slotUntil: string;
  /** Rungs are written ahead, spread over so many hours before the slot. (Default: 6) */
  writeAheadHours: number;
  /** `opening` and `before-2` go by Zalo besides, to contacts who agreed. (Default: false) */
  zalo: boolean;
}

export const DEFAULT_POLICY: Policy = {
  openBefore: 15,
  remindBefore: [7, 2],
  quietAfterOpening: 5,
  spacing: 2,
  lateAfter: 1,
  lateHeadAfter: 2,
  consolidateAfter: 3,
  consolidateBeforeLead: 2,
  leadAfterConsolidation: 5,
  closeAfter: 30,
  communeBeforeLead: 15,
  districtBeforeLead: 10,
  othersBeforeLead: 7,
  documentAfterIssue: 20,
  afterEvent: 15,
  reviewAfter: 3,
  returnedAfter: 5,
  leadDueBefore: [7, 2, 0],
  leadDueEveryDays: 7,
  consolidationTime: '16:00',
  slotFrom: '07:30',
  spreadMinutes: 60,
  slotUntil: '16:30',
  writeAheadHours: 6,
  zalo: false,
};
