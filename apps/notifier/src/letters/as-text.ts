import { type Facts, fill, fitting } from './fill.js';
import type { Block, Line } from './template.js';

function blockAsText(block: Block, facts: Facts): string {
  const filled = (line: Line): string => fill(line, facts);
  switch (block.kind) {
    case 'heading':
      return filled(block.line);
    case 'paragraph':
      return block.lines.map(filled).join('\n');
    case 'quote':
      return block.lines.map(filled).join('\n').replace(/^/gm, '> ').replace(/^> $/gm, '>');
    case 'steps':
      return block.lines.map((line, index) => `${index + 1}. ${filled(line)}`).join('\n');
    case 'points':
      return block.lines.map((line) => `- ${filled(line)}`).join('\n');
    case 'facts':
      return block.rows.map((row) => rowAsText(row.map(filled))).join('\n');
    case 'button':
      return `${filled(block.label)}:\n${filled(block.address)}`;
  }
}

function rowAsText([label, value, note]: string[]): string {
  return `${label}: ${value}${note ? `\n${note}` : ''}`;
}

/** The blocks as plain text, an empty line between them. */
export function asText(blocks: Block[], facts: Facts): string {
  return fitting(blocks, facts)
    .map((block) => blockAsText(block, facts))
    .join('\n\n');
}
