import { html, type Html } from '../../domain/html.ts';
import type { LocalDate } from '../../domain/time.ts';
import { TIMELINESS_LABELS } from '../../domain/vietnamese.ts';
import { isOutOfReach } from '../services/status-history.ts';
import type { ObligationLine } from '../routes/reading/lines.ts';
import { cell, dayOrDash, heads, hrefOf, stateMark } from './words.ts';

const labelsOf = (until: string): string[] => [
  'Cơ quan',
  'Trạng thái',
  until,
  'Mốc',
  'Ngày nhận',
  'So với hạn',
  'Thư đã gửi',
];

/** A report is sent, a duty is done: the doing is judged (docs/rules.md). */
export const untilLabel = ({ row }: ObligationLine): string =>
  row.kind === 'own' && !row.upward ? 'Hoàn thành chậm nhất' : 'Gửi chậm nhất';

/**
 * Obligations as a table: of one round by organisation, where the matter is the same for all, or `named` with each
 * one's own matter.
 */
export function obligationTable(
  lines: readonly ObligationLine[],
  by: 'organisation' | 'named',
  today: LocalDate,
): Html {
  const [first] = lines;
  const common = labelsOf(first ? untilLabel(first) : 'Gửi chậm nhất');
  const labels = by === 'named' ? ['Việc', ...common] : common;
  return html`<table class="cards">
    ${heads(labels)}
    <tbody>
      ${lines.map((line) => row(line, by, today))}
    </tbody>
  </table>`;
}

function row(line: ObligationLine, by: 'organisation' | 'named', today: LocalDate): Html {
  const { row: obligation, organisationName, deadline, state, sent } = line;
  const href = hrefOf('viec', obligation.id);
  const first =
    by === 'named'
      ? html`${cell('Việc', html`<a href="${href}">${obligation.name}</a>`)}${cell('Cơ quan', organisationName)}`
      : cell('Cơ quan', html`<a href="${href}">${organisationName}</a>`);
  return html`<tr>
    ${first} ${cell('Trạng thái', stateMark(state))} ${cell(untilLabel(line), dayOrDash(deadline?.targetDay ?? null))}
    ${cell('Mốc', dayOrDash(deadline?.namedDay ?? null))} ${cell('Ngày nhận', dayOrDash(obligation.receivedOn))}
    ${cell('So với hạn', inTime(line, today))} ${cell('Thư đã gửi', sent, 'num')}
  </tr> `;
}

/** A body that is only requested to send, or the lead itself, is never pointed at; nor one that nothing reaches. */
export function inTime(line: ObligationLine, today: LocalDate): string {
  const { row: obligation, deadline, state, timeliness, outages } = line;
  if (timeliness !== null) return TIMELINESS_LABELS[timeliness];
  const isOver = deadline !== null && today > deadline.namedDay;
  const isAwaited = state === 'open' || state === 'unreported';
  if (!isOver || !isAwaited || obligation.requested || obligation.ofLead) return '–';
  const isUnreachable = isOutOfReach(deadline, { on: today, isOpen: state === 'open' }, outages);
  return isUnreachable ? 'chưa có đầu mối nhận được thư' : 'chưa nhận, đã qua mốc';
}
