/** Where a command's words go. */
export interface Output {
  json: boolean;
  /** The command's one result: the document with `--json`, else what people read. Both are made only when asked for. */
  print(result: { document: () => unknown; text: () => string[] }): void;
  /** What a reader should know besides the result: assumptions, progress. Never on stdout. */
  say: (sentence: string) => void;
}

export function outputOf(json: boolean): Output {
  return {
    json,
    print({ document, text }) {
      process.stdout.write(json ? `${JSON.stringify(document(), null, 2)}\n` : `${text().join('\n')}\n`);
    },
    say: (sentence) => void process.stderr.write(`${sentence}\n`),
  };
}

/** Rows as columns, each as wide as its widest cell; the last is left as long as it is. */
export function columns(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A printed page holds this many characters in a line. */
const PAGE_WIDTH = 100;

/** A sentence in lines of a page's width; `lead` stands before the first, as much space before the others. */
export function wrapped(text: string, lead = ''): string[] {
  const lines: string[] = [];
  let line = lead;
  for (const word of text.split(' ')) {
    if (line.length + word.length > PAGE_WIDTH && line.trim() !== lead.trim()) {
      lines.push(line.trimEnd());
      line = ' '.repeat(lead.length);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
