/** Where something stands in the user's source: start line, start column, end line, end column. Lines from 1, columns from 0. */
export type Span = readonly [number, number, number, number];
