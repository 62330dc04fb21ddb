/** All mutants of a source, in a fixed order. */
import { MUTATION_OPERATORS } from './operators';
import { placesIn, SourceText } from './places';

export type Mutant = {
  readonly operator: string;
  readonly line: number;
  /** The text before and after, as a reader compares them. */
  readonly from: string;
  readonly to: string;
  readonly source: string;
};

/** Each differs from the source, and no two are the same text. */
export function mutantsOf(source: string): Mutant[] {
  const text = new SourceText(source);
  const found = new Map<string, Mutant>();
  for (const place of placesIn(source)) {
    for (const operator of MUTATION_OPERATORS) {
      for (const edit of operator.edits(place, text)) {
        const changed = text.with(edit.span, edit.text);
        if (changed !== source && !found.has(changed)) {
          found.set(changed, { operator: operator.name, line: edit.span[0], from: text.of(edit.span), to: edit.text, source: changed });
        }
      }
    }
  }
  return [...found.values()];
}

/** A mutant in one line. */
export const describeMutant = ({ operator, line, from, to }: Mutant): string => `${operator}, line ${line}: ${oneLine(from)} → ${oneLine(to)}`;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
