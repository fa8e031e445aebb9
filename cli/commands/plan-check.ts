import type { Command } from 'commander';
import type { Finding } from '../../domain/plan.ts';
import { checkPlan } from '../../importer/check.ts';
import type { Output } from '../output.ts';
import { type InputOptions, type PlanInputs, readInputs, shippedCalendar } from '../plan-inputs.ts';

const SEVERITY_WORDS = { error: 'LỖI', warning: 'CẦN KIỂM TRA', note: 'GHI CHÚ' } as const;

/** `plan check`: what is wrong or doubtful, with the place in the text. Only an error makes the work fail. */
export function planCheck(parent: Command, output: Output): void {
  parent
    .command('check')
    .description('tìm điểm sai hoặc còn nghi vấn trong tệp kế hoạch')
    .argument('<tệp>', 'tệp kế hoạch dondoc.plan/1')
    .option('--organisations <tệp>', 'tệp cơ quan (mặc định: organisations/ bên cạnh, cùng tên)')
    .option('--json', 'in JSON')
    .action((file: string, options: InputOptions) => {
      const inputs = readInputs(file, options, output.say);
      const findings = findingsOf(inputs);
      output.print({ document: () => ({ findings }), text: () => findingLines(inputs, findings) });
      if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    });
}

/** The findings of a plan judged together with everything known beside it. */
export function findingsOf({ plan, organisations, schedule }: PlanInputs): Finding[] {
  return checkPlan(plan, { organisations, schedule, calendar: shippedCalendar() });
}

function findingLines({ plan }: PlanInputs, findings: Finding[]): string[] {
  const { number, title } = plan.document;
  const heading = `${number ?? '(chưa có số)'}: ${title}`;
  if (findings.length === 0) return [heading, 'Không có điểm nào cần kiểm tra.'];
  const counted = (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${SEVERITY_WORDS[severity].toLowerCase()}`);
  return [heading, `${findings.length} điểm: ${counted.join(', ')}.`, ...findings.flatMap(findingText)];
}

function findingText({ severity, message, source, code }: Finding): string[] {
  const place = source ? `Dòng ${source.line}: “${source.quote}”` : null;
  return ['', `[${SEVERITY_WORDS[severity]}] ${message} (${code})`, ...(place ? [`    ${place}`] : [])];
}
