/**
 * Templates of operators. `{f}` is a parameter; `{f|g|0}` the function f with 0 where the guard g does not hold, plain f where it always
 * does. Braces around anything else are LaTeX's.
 */

/** What stands for the parts of a template. */
export type Parts = {
  /** The text of a parameter, or of `dim`; null for what is none. */
  readonly part: (name: string) => string | null;
  /** Whether the guard lets everything through. */
  readonly isWhole: (guard: string) => boolean;
  /** A function with another value where the guard does not hold. */
  readonly masked: (part: string, guard: string, value: string) => string;
};

const PLACE = /\{(\w+)(?:\|(\w+)\|([^{}|]+))?\}/g;

/** The names that a template mentions, LaTeX's groups of letters included. */
export const namesIn = (template: string): string[] => [...template.matchAll(PLACE)].flatMap(([, name, guard]) => (guard ? [name, guard] : [name]));

/** The template with everything in its place. */
export const fill = (template: string, { part, isWhole, masked }: Parts): string =>
  template.replace(PLACE, (place: string, name: string, guard: string | undefined, value: string | undefined) => {
    const text = part(name);
    if (text === null) {
      return place;
    }
    return guard === undefined || value === undefined || isWhole(guard) ? text : masked(text, part(guard) ?? guard, value);
  });

/** A tensor with another value where a mask does not hold, in PyTorch. */
export const maskedTensor = (part: string, guard: string, value: string): string => `${part}.masked_fill(~${guard}, ${value})`;
