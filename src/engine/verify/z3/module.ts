/** The part of z3-solver's emscripten module that the transport uses, and the factory that makes it. */

/** Pointers into the module's memory. */
type Pointer = number;

export interface Z3Module {
  _Z3_mk_config(): Pointer;
  _Z3_del_config(config: Pointer): void;
  _Z3_mk_context(config: Pointer): Pointer;
  _Z3_del_context(context: Pointer): void;
  /** Without it the default handler prints to stdout and ends the program. */
  _set_noop_error_handler(context: Pointer): void;
  ccall(name: string, result: 'string' | 'number' | null, argumentTypes: readonly string[], args: readonly unknown[]): unknown;
  readonly PThread: { readonly runningWorkers: readonly unknown[]; readonly unusedWorkers: readonly unknown[] };
}

export type Z3ModuleOptions = {
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly locateFile?: (file: string) => string;
  /** Emscripten's hook: instantiate with the imports, hand the instance over, return an empty object. */
  readonly instantiateWasm?: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void
  ) => Record<string, never>;
};

export type Z3Factory = (options: Z3ModuleOptions) => Promise<Z3Module>;

/** What Z3 prints on its own (warnings) belongs to no answer and must not reach stdout, which may carry JSON. */
export const silent = { print: (): void => undefined, printErr: (): void => undefined };
