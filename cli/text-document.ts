import type { z } from 'zod';
import type { TextState } from '../api/services/text.ts';
import type { textDocument } from '../contracts/cli.ts';
import { isoInstant } from '../domain/time.ts';
import { longInstant } from '../domain/vietnamese.ts';

/** One text as `text list`, `show`, `set` and `reset` print it. */
export const documentOfText = ({ changed, ...text }: TextState): z.infer<typeof textDocument> => ({
  ...text,
  changed: changed && { ...changed, at: isoInstant(changed.at) },
});

/** Whose words are in force. */
export function standingOfText({ changed, fault }: TextState): string {
  if (!changed || changed.isDefault) return 'mặc định';
  return fault ? 'lời đã sửa không dùng được, đang dùng mặc định' : `đã sửa lúc ${longInstant(changed.at)}`;
}

/** One text with what an official needs in order to edit it. */
export function textLines(text: TextState): string[] {
  const { id, use, body, default: shipped, variables, changed, fault } = text;
  return [
    `${id}: ${use}.`,
    `Tình trạng: ${standingOfText(text)}${changed ? ` (bản ${changed.version}, người sửa: ${changed.by})` : ''}.`,
    ...(fault ? [fault] : []),
    '',
    body,
    ...(body === shipped ? [] : ['', 'Lời mặc định:', shipped]),
    '',
    variables.length === 0 ? 'Không có biến nào.' : 'Các biến được dùng:',
    ...variables.map(
      ({ name, meaning, example, must }) => `  {{ ${name} }}${must ? ' (phải có)' : ''}: ${meaning}; ví dụ: ${example}`,
    ),
  ];
}
