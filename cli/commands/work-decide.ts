import type { Command } from 'commander';
import { releaseLetters } from '../../api/services/release-letter.ts';
import { closeWorkItems, issueOnPaper } from '../../api/services/work-item.ts';
import type { LocalDate } from '../../domain/time.ts';
import { dateOption, wordsOption } from '../arguments.ts';
import type { Output } from '../output.ts';
import { documentOption, workCommand } from '../work-command.ts';

/** `work release`: the drafted letter goes to the body's head. */
export function workRelease(parent: Command, output: Output): void {
  workCommand<{ number?: string; date?: LocalDate }>(parent, output, {
    name: 'release',
    description: 'gửi thư đã dự thảo tới lãnh đạo đơn vị',
    done: 'Đã phát hành; thư đi ngay trong giờ làm việc, ngoài giờ thì sáng ngày làm việc sau.',
    options: (command) =>
      command
        .option('--number <số>', 'số công văn gửi kèm', wordsOption('--number'))
        .option('--date <ngày>', 'ngày công văn', dateOption('--date')),
    decide: (context, ids, { by, number, date }) =>
      releaseLetters(context, ids, { by, document: documentOption(number, date) }),
  });
}

/** `work paper`: the letter was issued as a document; this system sends nothing. */
export function workPaper(parent: Command, output: Output): void {
  workCommand<{ number: string; date: LocalDate }>(parent, output, {
    name: 'paper',
    description: 'ghi công văn giấy đã phát hành thay cho thư',
    done: 'Đã ghi công văn; hệ thống không gửi thư.',
    options: (command) =>
      command
        .requiredOption('--number <số>', 'số công văn', wordsOption('--number'))
        .requiredOption('--date <ngày>', 'ngày công văn', dateOption('--date')),
    decide: issueOnPaper,
  });
}

/** `work done`: looked at, and settled without a letter. */
export function workDone(parent: Command, output: Output): void {
  workCommand<{ reason: string }>(parent, output, {
    name: 'done',
    description: 'khép một việc, nêu lý do',
    done: 'Đã khép.',
    options: (command) => command.requiredOption('--reason <lý do>', 'lý do', wordsOption('--reason')),
    decide: closeWorkItems,
  });
}
