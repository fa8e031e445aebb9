import { Command } from 'commander';
import { auditVerify } from './commands/audit.ts';
import { build } from './commands/build.ts';
import { calendarCheck } from './commands/calendar-check.ts';
import { calendarPublish } from './commands/calendar-publish.ts';
import { calendarShow } from './commands/calendar-show.ts';
import { cancel } from './commands/cancel.ts';
import { doctor } from './commands/doctor.ts';
import { event } from './commands/event.ts';
import { extend } from './commands/extend.ts';
import { ledger } from './commands/ledger.ts';
import { mailboxRead } from './commands/mailbox.ts';
import { planAmend } from './commands/plan-amend.ts';
import { planActivate } from './commands/plan-activate.ts';
import { planCheck } from './commands/plan-check.ts';
import { planPreview } from './commands/plan-preview.ts';
import { promise } from './commands/promise.ts';
import { reassign } from './commands/reassign.ts';
import { planPropose } from './commands/plan-propose.ts';
import { rehearse } from './commands/rehearse.ts';
import { report } from './commands/report.ts';
import { review } from './commands/review.ts';
import { sendingAllow } from './commands/sending-allow.ts';
import { sendingCatchUp } from './commands/sending-catch-up.ts';
import { sendingRelease } from './commands/sending-release.ts';
import { sendingResume } from './commands/sending-resume.ts';
import { sendingSet } from './commands/sending-set.ts';
import { sendingShow } from './commands/sending-show.ts';
import { sendingStop } from './commands/sending-stop.ts';
import { status } from './commands/status.ts';
import { submit } from './commands/submit.ts';
import { textList } from './commands/text-list.ts';
import { textPreview } from './commands/text-preview.ts';
import { textReset } from './commands/text-reset.ts';
import { textSet } from './commands/text-set.ts';
import { textShow } from './commands/text-show.ts';
import { waive } from './commands/waive.ts';
import { workDone, workPaper, workRelease } from './commands/work-decide.ts';
import { workDraft } from './commands/work-draft.ts';
import { workList } from './commands/work-list.ts';
import { workShow } from './commands/work-show.ts';
import { zaloAuthorise } from './commands/zalo-authorise.ts';
import { zaloResume } from './commands/zalo-resume.ts';
import { zaloShow } from './commands/zalo-show.ts';
import type { Output } from './output.ts';

const TITLES: Record<string, string> = {
  'Usage:': 'Cách dùng:',
  'Arguments:': 'Tham số:',
  'Options:': 'Tùy chọn:',
  'Commands:': 'Lệnh:',
};

/** All commands; nothing is written or ended by the library itself. */
export function programOf(output: Output): Command {
  const program = new Command('dondoc')
    .description('Theo dõi, đôn đốc và tổng hợp báo cáo thực hiện kế hoạch')
    .option('--json', 'in đúng một tài liệu JSON ra stdout')
    // Inherited by every command that is made from here on.
    .exitOverride()
    .configureOutput({ writeOut: (text) => process.stdout.write(text), writeErr: () => undefined })
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
    .helpOption('-h, --help', 'xem hướng dẫn')
    .helpCommand('help [lệnh]', 'xem hướng dẫn của một lệnh');
  const plan = program.command('plan').description('kiểm tra, đề xuất, xem trước và kích hoạt kế hoạch');
  planCheck(plan, output);
  planPropose(plan, output);
  planPreview(plan, output);
  planActivate(plan, output);
  planAmend(plan, output);
  const calendar = program.command('calendar').description('bảng ngày làm việc: xem, kiểm tra và công bố thay đổi');
  calendarShow(calendar, output);
  calendarCheck(calendar, output);
  calendarPublish(calendar, output);
  const work = program.command('work').description('những việc chờ quyết định: thư gửi lãnh đạo, đầu mối, thư đến');
  for (const register of [workList, workShow, workDraft, workRelease, workPaper, workDone]) register(work, output);
  const text = program.command('text').description('lời văn của các thư: xem, sửa, đặt lại và xem thử');
  for (const register of [textList, textShow, textSet, textReset, textPreview]) register(text, output);
  const sending = program.command('sending').description('gửi thư: chế độ, thí điểm, dừng, và các đợt của kỳ đầu');
  const decisions = [sendingShow, sendingSet, sendingAllow, sendingStop, sendingResume, sendingRelease, sendingCatchUp];
  for (const register of decisions) register(sending, output);
  const zalo = program.command('zalo').description('tài khoản Zalo OA: cấp quyền, tình trạng, gửi trở lại');
  zaloAuthorise(zalo, output);
  zaloShow(zalo, output);
  zaloResume(zalo, output);
  const facts = [submit, review, extend, waive, cancel, reassign, promise, event];
  const looks = [report, ledger, mailboxRead, auditVerify, doctor, build];
  for (const register of [rehearse, status, ...facts, ...looks]) register(program, output);
  return program;
}
