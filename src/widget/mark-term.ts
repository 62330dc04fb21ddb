/** How a subterm is marked in LaTeX and found again in the picture. */

/** Attribute of the SVG group that a marked subterm became. */
export const TERM_ATTRIBUTE = 'data-term';

/** LaTeX whose group is marked with an id. */
export const markTerm = (id: number, latex: string): string => `\\liftterm{${id}}{${latex}}`;
