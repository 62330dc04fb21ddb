/** Pieces of a Markdown page. */

/** A table, one string a line. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map(cells => `| ${cells.join(' | ')} |`)
];

/** A text that fits into a cell. */
export function shorten(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ').replace(/\|/g, '\\|');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** The value below which the given part of the values lies; empty where there is none. */
export function quantile(values: readonly number[], part: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? '' : sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))].toFixed(0);
}

/** A share in whole percent. */
export const percent = (part: number, whole: number): string => (whole === 0 ? '' : `${Math.round((100 * part) / whole)} %`);
