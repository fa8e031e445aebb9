import type { CommanderError } from 'commander';

type Sentence = (named: string) => string;

const SENTENCES: Record<string, Sentence> = {
  'commander.unknownOption': (named) => `Không có tùy chọn “${named}”.`,
  'commander.unknownCommand': (named) => `Không có lệnh “${named}”.`,
  'commander.missingArgument': (named) => `Thiếu tham số ${named}.`,
  'commander.missingMandatoryOptionValue': (named) => `Thiếu tùy chọn bắt buộc “${named}”.`,
  'commander.optionMissingArgument': (named) => `Tùy chọn “${named}” cần một giá trị.`,
  'commander.excessArguments': () => 'Thừa tham số.',
  'commander.conflictingOption': (named) => `Tùy chọn “${named}” không dùng cùng với tùy chọn đã nêu.`,
  'commander.help': () => 'Chưa nêu lệnh.',
};

/** One Vietnamese sentence for what commander says in English; the words it quotes are kept. */
export function usageSentence(error: CommanderError): string {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const sentence = SENTENCES[error.code]?.(named) ?? `Cách gọi lệnh không đúng: “${named}”.`;
  return `${sentence} Xem hướng dẫn: dondoc --help`;
}
