import type { Command } from 'commander';
import { previewLetter } from '../../api/services/text.ts';
import { Refusal } from '../../domain/errors.ts';
import { type Relation, RELATIONS } from '../../domain/organisation.ts';
import { RUNG_IDS, type RungId } from '../../domain/rung.ts';
import { inOneTenant, installationCommand } from '../installation.ts';
import { type Output, wrapped } from '../output.ts';

interface Options {
  relation: Relation;
  requested?: boolean;
  many?: boolean;
  tenant?: string;
}

/** `text preview`: a letter with invented people in the words in force; nothing is sent. */
export function textPreview(parent: Command, output: Output): void {
  installationCommand(parent, 'preview')
    .description('xem thử một thư với lời văn đang dùng; không gửi gì')
    .argument('<nấc>', `nấc: ${RUNG_IDS.join(', ')}`, oneOf('Nấc', RUNG_IDS))
    .option(
      '--relation <quan hệ>',
      `quan hệ với nơi nhận: ${RELATIONS.join(', ')}`,
      oneOf('--relation', RELATIONS),
      'subordinate',
    )
    .option('--requested', 'nơi nhận là cơ quan được đề nghị phối hợp')
    .option('--many', 'thư có nhiều nội dung')
    .action(async (rung: RungId, { relation, requested = false, many = false, tenant }: Options) => {
      const choice = { rung, relation, requested, many };
      const words = await inOneTenant({ tenant }, (context) => previewLetter(context, choice));
      output.print({
        document: () => words,
        text: () => [`Tiêu đề: ${words.subject}`, '', ...words.text.split('\n').flatMap((line) => wrapped(line))],
      });
    });
}

/** A reader for a word of a closed list. */
function oneOf<Word extends string>(name: string, words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((known) => known === text);
    if (word !== undefined) return word;
    throw new Refusal('usage', `${name} “${text}” không có: chọn một trong ${words.join(', ')}.`);
  };
}
