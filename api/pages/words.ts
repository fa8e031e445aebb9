import { html, type Html } from '../../domain/html.ts';
import type { ObligationState } from '../../domain/obligation.ts';
import type { ContactRole } from '../../domain/organisation.ts';
import type { PlanDocument } from '../../domain/plan.ts';
import { type Instant, isoInstant, type LocalDate, localDateOf } from '../../domain/time.ts';
import { longDate, shortDate, STATE_LABELS, upperFirst } from '../../domain/vietnamese.ts';
import type { Reader } from '../routes/reading/reader.ts';

/** What people read for a place that a contact holds. */
export const ROLE_LABELS: Readonly<Record<ContactRole, string>> = {
  focal: 'đầu mối',
  'division-head': 'trưởng phòng',
  head: 'lãnh đạo cơ quan',
  registry: 'văn thư',
};

/** Two kinds of states stand out: what is finished, and what waits for the lead agency. */
const STATE_TONES: Readonly<Partial<Record<ObligationState, string>>> = {
  accepted: 'done',
  waived: 'done',
  cancelled: 'done',
  submitted: 'wait',
  returned: 'wait',
};

/** The state as a label. */
export const stateMark = (state: ObligationState): Html =>
  html`<span class="state ${STATE_TONES[state] ?? ''}">${STATE_LABELS[state]}</span>`;

/** `thứ Hai 24/11/2025`, or a dash for what has no date. */
export const dayOrDash = (day: LocalDate | null): string => (day === null ? '–' : longDate(day));

/** `07:42 24/11/2025`: for columns, where the long form would wrap. */
export const shortInstant = (at: Instant): string => `${isoInstant(at).slice(11, 16)} ${shortDate(localDateOf(at))}`;

/** `đầu mối, Sở Y tế` */
export function readerWords({ role, organisationName }: Reader): string {
  return role === null ? organisationName : `${upperFirst(ROLE_LABELS[role])}, ${organisationName}`;
}

/** `Kế hoạch số 123/KH-UBND ngày 06/05/2025`, with the kind that the plan's own number or title says. */
export function planWords({ number, date, title }: PlanDocument): string {
  const kind = /\/CTr/i.test(number ?? '') || /^chương trình/i.test(title) ? 'Chương trình' : 'Kế hoạch';
  if (number === null) return `${kind} chưa có số`;
  return `${kind} số ${number.replace(/\s*\/\s*/g, '/')}${date === null ? '' : ` ngày ${shortDate(date)}`}`;
}

/** The address of what an id with slashes names. */
export const hrefOf = (folder: string, id: string): string =>
  `/${folder}/${id.split('/').map(encodeURIComponent).join('/')}`;

/** The rows of a table whose rows become cards on a narrow screen: `cell` carries the label they need there. */
export const cell = (label: string, content: Html | string | number, className = ''): Html =>
  html`<td data-label="${label}" class="${className}">${content}</td> `;

/** A table head of those labels. */
export const heads = (labels: readonly string[]): Html =>
  html`<thead>
    <tr>
      ${labels.map((label) => html`<th scope="col">${label}</th> `)}
    </tr>
  </thead>`;

/** `1.234`, as Vietnamese papers write thousands. */
export const thousands = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, '.');
