/** A class, or a term of the log, with slots in the place of its parameters. Slots are numbers here. */
export type Place = { readonly id: number; readonly args: readonly number[] };
