import { Refusal } from '../../domain/errors.ts';
import { FORBIDDEN_WORDS, forbiddenWordIn } from '../../domain/forbidden-words.ts';
import { LONGEST_SUBJECT } from '../letter/subject-length.ts';
import { definitionOf, type TextId } from './catalogue.ts';
import type { TextDefinition } from './definition.ts';
import { FILTERS, LONGEST_BODY, namesIn, parseBody, renderBody, TAGS } from './template.ts';
import { exampleValues } from './variables.ts';

/** Why a body can't be the words of a text: one sentence that quotes the fault and names the rule; null where it can. */
export function textFault(id: TextId, body: string): Refusal | null {
  const definition = definitionOf(id);
  return (
    shapeFault(id, definition, body) ??
    wordFault(body) ??
    languageFault(body) ??
    nameFault(id, definition, body) ??
    resultFault(id, definition, body)
  );
}

function shapeFault(id: TextId, { kind }: TextDefinition, body: string): Refusal | null {
  if (body.trim() === '') {
    return new Refusal('text-empty', `Lời của “${id}” để trống: muốn dùng lại lời mặc định, dùng lệnh text reset.`);
  }
  if (body.length > LONGEST_BODY) {
    return new Refusal('text-too-long', `Lời của “${id}” dài ${body.length} ký tự: nhiều nhất ${LONGEST_BODY}.`);
  }
  const lines = body.trim().split('\n').length;
  if (kind === 'line' && lines > 1) {
    return new Refusal('text-not-one-line', `Lời của “${id}” có ${lines} dòng: văn bản này chỉ có một dòng.`);
  }
  return null;
}

/** In every branch, and across the marks between: what stands in the file may stand in a letter. */
function wordFault(body: string): Refusal | null {
  const word = forbiddenWordIn(body) ?? forbiddenWordIn(body.replace(/\{\{.*?\}\}|\{%.*?%\}/gsu, ''));
  return word === null ? null : forbidden(word);
}

function forbidden(word: string): Refusal {
  const words = FORBIDDEN_WORDS.map((each) => `“${each}”`).join(', ');
  return new Refusal(
    'text-forbidden-word',
    `Lời có từ “${word}”: thư gửi đi không dùng ${words}, trừ trong ngoặc kép “…” khi trích nguyên văn.`,
  );
}

function languageFault(body: string): Refusal | null {
  try {
    parseBody(body);
    return null;
  } catch (error) {
    return new Refusal('text-syntax', syntaxSentence(error));
  }
}

/** The library's words are English and speak of its grammar; what it stumbled over is what a person has to see. */
function syntaxSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const place = /line:(\d+)/.exec(message)?.[1];
  const at = place === undefined ? '' : ` ở dòng ${place}`;
  const piece = pieceOf(error);
  const quoted = piece ? `“${piece}”${at}` : `Lời${at}`;
  if (message.startsWith('tag "')) {
    return `${quoted} không dùng được: chỉ có biến {{ … }} và ${TAGS.map((tag) => `{% ${tag} %}`).join(', ')}.`;
  }
  if (message.startsWith('undefined filter')) {
    return `${quoted} không dùng được: sau dấu | chỉ có ${FILTERS.join(' và ')}.`;
  }
  return `${quoted} viết sai cú pháp: biến viết {{ ten_bien }}, điều kiện viết {% if ten_bien %} … {% endif %}.`;
}

function pieceOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('token' in error)) return '';
  const { token } = error;
  if (typeof token !== 'object' || token === null || !('getText' in token)) return '';
  return typeof token.getText === 'function' ? String((token as { getText(): string }).getText()) : '';
}

function nameFault(id: TextId, { variables }: TextDefinition, body: string): Refusal | null {
  const known: readonly string[] = variables;
  const stray = namesIn(parseBody(body)).find((name) => !known.includes(name));
  if (stray === undefined) return null;
  const rule = known.length === 0 ? 'văn bản này không có biến nào' : `chỉ có ${known.join(', ')}`;
  return new Refusal('text-variable-unknown', `“{{ ${stray} }}” không phải là biến của “${id}”: ${rule}.`);
}

/** Looked at as a reader would: a date that is named in a branch nobody takes is not said. */
function resultFault(id: TextId, { variables, must, kind }: TextDefinition, body: string): Refusal | null {
  const templates = parseBody(body);
  for (const optional of ['given', 'empty'] as const) {
    const values = exampleValues(variables, optional);
    const rendered = rendering(templates, values);
    if (rendered instanceof Refusal) return rendered;
    const word = forbiddenWordIn(rendered);
    if (word !== null) return forbidden(word);
    const unsaid = must.find((name) => values[name] !== null && !says(rendered, String(values[name])));
    if (unsaid !== undefined) {
      return new Refusal('text-variable-missing', `Lời của “${id}” không nêu {{ ${unsaid} }}: biến này phải có.`);
    }
    if (kind === 'line' && rendered.length > LONGEST_SUBJECT) {
      const sentence = `Lời của “${id}” thành một dòng dài ${rendered.length} ký tự: nhiều nhất ${LONGEST_SUBJECT}.`;
      return new Refusal('text-too-long', sentence);
    }
  }
  return null;
}

/** A name in capitals is still said. */
const says = (rendered: string, value: string): boolean => rendered.toLowerCase().includes(value.toLowerCase());

function rendering(...given: Parameters<typeof renderBody>): string | Refusal {
  try {
    return renderBody(...given);
  } catch (error) {
    return new Refusal('text-syntax', syntaxSentence(error));
  }
}
