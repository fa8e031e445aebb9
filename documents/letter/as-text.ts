import type { Block, Card } from './blocks.ts';

/** The text part: everything the HTML part says, for programs and people that read no HTML. */
export function asText(blocks: readonly Block[]): string {
  return `${blocks.map(blockOf).join('\n\n')}\n`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'heading':
      return `— ${block.text} —`;
    case 'note':
      return ['--------------------', ...block.texts].join('\n');
    case 'list':
      return block.items.map((item, index) => `${index + 1}. ${item}`).join('\n');
    case 'cards':
      return block.cards.map(cardOf).join('\n\n');
  }
}

function cardOf(card: Card): string {
  return [`* ${card.title}`, ...card.rows.map((row) => `  ${row.label}: ${row.value}`)].join('\n');
}
