import type { z } from 'zod';

/** A schema by what it yields: whoever reads files need not know the library. */
export type Schema<T> = z.ZodType<T>;

/**
 * One Vietnamese sentence for one issue of zod. zod's own words are not shown: they are English, name no value, and
 * change between versions.
 */
export function issueSentence(issue: z.core.$ZodIssue, root: unknown, format: string): string {
  const where = fieldName(issue.path);
  const value = quoted(valueAt(root, issue.path));
  if (isMissing(issue, root)) return `thiếu trường ${where} mà ${format} đòi.`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `trường “${issue.keys[0] ?? ''}” không có trong ${format}.`;
    case 'custom':
      return `${issue.message}.`;
    case 'invalid_type':
      return `${where} là ${value}, ${format} đòi ${typeName(issue.expected)}.`;
    case 'invalid_value':
      return `${where} là ${value}, chỉ nhận ${issue.values.map((one) => `“${String(one)}”`).join(', ')}.`;
    case 'invalid_format':
      return `${where} là ${value}, không phải ${formatName(issue)}.`;
    case 'too_small':
    case 'too_big':
      return `${where} là ${value}, ${sizeRule(issue)}.`;
    case 'invalid_union':
      return unionSentence(issue, root, format, where, value);
    default:
      return `${where} là ${value}, không hợp lệ theo ${format}.`;
  }
}

/** A misspelt field is unknown, and lacks under its right name: only the first helps. */
export function withoutConsequences(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const misspelt = new Set(issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('.')));
  return issues.filter(({ code, path }) => code === 'unrecognized_keys' || !misspelt.has(path.slice(0, -1).join('.')));
}

function isMissing(issue: z.core.$ZodIssue, root: unknown): boolean {
  return issue.path.length > 0 && issue.code !== 'custom' && valueAt(root, issue.path) === undefined;
}

/** `items[3].deadline`, counted from 1 as people count. */
function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'nội dung tệp';
  const name = path.reduce<string>(
    (whole, part) =>
      typeof part === 'number' ? `${whole}[${part + 1}]` : whole === '' ? String(part) : `${whole}.${String(part)}`,
    '',
  );
  return `“${name}”`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    root,
  );
}

function quoted(value: unknown): string {
  if (value === undefined) return 'trống';
  if (value === null) return '“null”';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}

const TYPE_NAMES: Record<string, string> = {
  string: 'một chuỗi chữ (số như 1.10 phải để trong ngoặc kép)',
  number: 'một số',
  int: 'một số nguyên',
  boolean: 'true hoặc false',
  array: 'một danh sách',
  object: 'một mục có các trường',
  record: 'một mục có các trường',
};

function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? expected;
}

function formatName(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'date') return 'một ngày có thật, viết dạng 2025-11-25';
  if (issue.format === 'email') return 'một địa chỉ thư điện tử';
  if (issue.format === 'regex') return `giá trị theo mẫu ${issue.pattern ?? ''}`;
  return issue.format;
}

function sizeRule(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const unit = issue.origin === 'string' ? ' ký tự' : issue.origin === 'array' ? ' mục' : '';
  return issue.code === 'too_big'
    ? `không được quá ${issue.maximum}${unit}`
    : `phải từ ${issue.minimum}${unit} trở lên`;
}

/** A wrong `kind` names the kinds there are; a union of plain values names what its branches take. */
function unionSentence(
  issue: z.core.$ZodIssueInvalidUnion,
  root: unknown,
  format: string,
  where: string,
  value: string,
): string {
  if (issue.discriminator !== undefined) {
    return `${where} là ${value}, không phải một loại mà ${format} có.`;
  }
  const choices = issue.errors.flat().flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : []));
  if (choices.length === 0) return `${where} là ${value}, không hợp lệ theo ${format}.`;
  return `${where} là ${value}, không phải ${choices.map((one) => `“${one}”`).join(', ')} hay một giá trị khác mà ${format} nhận.`;
}
