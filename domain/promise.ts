import { Refusal } from './errors.ts';
import { refuseSettled, type Standing } from './obligation.ts';
import type { LocalDate } from './time.ts';

/**
 * “Đã nhận, sẽ gửi ngày …”: the member's own word, which holds reminders back until that day. It moves no deadline;
 * `leadTarget` is the lead's own target day, after which a report is of no use to it.
 */
export function refusePromise(standing: Standing, on: LocalDate, today: LocalDate, leadTarget: LocalDate | null): void {
  refuseSettled(standing, 'hẹn ngày gửi');
  const { name, deadline, decision, event } = standing;
  if (!deadline) {
    throw new Refusal('obligation-waiting', `“${name}” còn chờ “${event ?? 'thời hạn'}”, chưa cần hẹn ngày gửi.`);
  }
  if (decision === 'submitted') throw new Refusal('already-submitted', `“${name}” đã nộp, không cần hẹn ngày gửi.`);
  if (on < today) throw new Refusal('date-past', `Ngày hẹn gửi “${on}” đã qua, hôm nay là ${today}.`);
  if (leadTarget !== null && on > leadTarget) {
    throw new Refusal(
      'date-after-lead',
      `Ngày hẹn gửi “${on}” ở sau ngày cơ quan đầu mối phải gửi báo cáo tổng hợp (${leadTarget}).`,
    );
  }
}
