import type { z } from 'zod';
import { LineCounter, isMap, isScalar, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { Refusal } from '../domain/errors.ts';

/** A parsed YAML or JSON text that can say in which line a value stands. */
export interface YamlDocument {
  value: unknown;
  lineOf(issue: z.core.$ZodIssue): number;
}

/** A file of ours needs no alias at all; a few allow people their habits, and a "billion laughs" file ends early. */
const MOST_ALIASES = 100;

/** Parses YAML 1.2 core: no timestamps, so a date stays the text that was written; JSON is a part of it. */
export function parseYaml(content: string, file: string, code: string): YamlDocument {
  const counter = new LineCounter();
  const document = parseDocument(content, { version: '1.2', schema: 'core', lineCounter: counter, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const line = counter.linePos(error.pos[0]).line;
    throw new Refusal(code, `${file}, dòng ${line}: ${syntaxSentence(error.code, lineText(content, line))}`, {
      file,
      line,
    });
  }
  return {
    value: plainValue(document, file, code),
    lineOf: (issue) => lineOf(document, counter, issue),
  };
}

function plainValue(document: Document.Parsed, file: string, code: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new Refusal(code, `${file}: tệp dùng quá nhiều tham chiếu lặp (*tên) của YAML, không đọc tiếp.`, { file });
  }
}

function syntaxSentence(code: string, text: string): string {
  if (code === 'DUPLICATE_KEY') return `trường ở “${text}” được khai hai lần trong cùng một mục.`;
  if (code === 'TAB_AS_INDENT') return `“${text}” lùi dòng bằng phím Tab, YAML chỉ nhận dấu cách.`;
  if (code === 'MULTIPLE_DOCS') return 'một tệp chỉ chứa một tài liệu YAML, dấu “---” thứ hai là thừa.';
  return `“${text}” không đúng cú pháp YAML (${code}).`;
}

function lineText(content: string, line: number): string {
  return (content.split('\n')[line - 1] ?? '').trim().slice(0, 80);
}

/** The line of the value an issue is about, or of the name it goes by; where it lacks, of the nearest that holds it. */
function lineOf(document: Document.Parsed, counter: LineCounter, issue: z.core.$ZodIssue): number {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const named = issue.code === 'custom' ? namedNode(document, issue.path)?.range?.[0] : undefined;
  if (named !== undefined) return counter.linePos(named).line;
  for (let length = issue.path.length; length >= 0; length--) {
    const path = issue.path.slice(0, length);
    const node = length === 0 ? document.contents : document.getIn(path, true);
    const found =
      unknown !== undefined && length === issue.path.length ? keyNode(node, unknown) : (node as Node | null);
    const offset = found?.range?.[0];
    if (offset !== undefined) return counter.linePos(offset).line;
  }
  return 1;
}

/** Rules of our own may be about a field's name, which can stand above its value. */
function namedNode(document: Document.Parsed, path: readonly PropertyKey[]): Node | null {
  const last = path.at(-1);
  if (typeof last !== 'string') return null;
  return keyNode(path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true), last);
}

function keyNode(node: unknown, key: string): Node | null {
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return (pair?.key as Node | undefined) ?? null;
}
