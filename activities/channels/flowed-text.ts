/** Columns of a line; with the space that says "it goes on" it stays below 78. */
const WIDTH = 76;

/**
 * Text in lines of at most 78 columns that programs which know `format=flowed` (RFC 3676) put together again: a
 * terminal shows whole words, and a telephone breaks paragraphs to its own width instead of ours.
 */
export function flowedText(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => softLines(line.trimEnd()))
    .map((line) => (/^( |>|From )/.test(line) ? ` ${line}` : line))
    .join('\r\n');
}

/** All but the last end in a space. */
function softLines(line: string): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > WIDTH) {
    const indent = rest.length - rest.trimStart().length;
    const within = rest.lastIndexOf(' ', WIDTH);
    const at = within > indent ? within : rest.indexOf(' ', Math.max(WIDTH, indent + 1));
    if (at < 0) break;
    lines.push(rest.slice(0, at + 1));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}
