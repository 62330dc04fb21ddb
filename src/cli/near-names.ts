/** Names that the user may have meant. */

/** The number of insertions, deletions, replacements and swaps of neighbours that turn one name into the other. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(replaced, previous[j] + 1, current[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        current[j] = Math.min(current[j], before[j - 2] + 1);
      }
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length];
}

/** At most three known names near to the one given, the nearest first. A part of a name counts as near. */
export function nearNames(name: string, known: readonly string[]): string[] {
  const lower = name.toLowerCase();
  const score = (candidate: string): number => {
    const other = candidate.toLowerCase();
    return lower.length >= 3 && (other.includes(lower) || lower.includes(other)) ? 0.5 : distance(lower, other);
  };
  return known
    .map(candidate => ({ candidate, score: score(candidate) }))
    .filter(c => c.score <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(c => c.candidate);
}

/** The end of a message: what may have been meant. */
export const suggestion = (near: readonly string[]): string => (near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`);
