/** The files of a package: reading their top levels once, and finding the file that an import names. */
import { type Bindings, readBindings } from '../parse';
import type { ImportBinding } from '../syntax';

export type ReadFile = (path: string) => string | null;

export type SourceFile = Bindings & { readonly path: string };

export class Files {
  private readonly known = new Map<string, SourceFile | null>();

  constructor(private readonly readFile: ReadFile) {}

  open(path: string): SourceFile | null {
    let file = this.known.get(path);
    if (file === undefined) {
      const text = this.readFile(path);
      file = text === null ? null : { path, ...readBindings(text) };
      this.known.set(path, file);
    }
    return file;
  }

  /** The file of a module as `from`'s import statement sees it; null when it lies outside the package. */
  module(from: string, module: string, level: number): SourceFile | null {
    const folders = from.split('/').slice(0, -1);
    const parts = module === '' ? [] : module.split('.');
    // An absolute import starts at the root of the package, which is some folder above the importing file.
    const bases = level > 0 ? [folders.slice(0, folders.length - level + 1)] : folders.map((_, i) => folders.slice(0, i)).concat([folders]);
    for (const base of bases) {
      const path = [...base, ...parts].join('/');
      const file = (parts.length > 0 ? this.open(`${path}.py`) : null) ?? this.open(path === '' ? '__init__.py' : `${path}/__init__.py`);
      if (file) {
        return file;
      }
    }
    return null;
  }

  /** The file in which an imported name is bound, re-exports followed; null when it is not in the package or is a module itself. */
  origin(from: SourceFile, binding: ImportBinding, depth = 0): { readonly file: SourceFile; readonly name: string } | null {
    const name = binding.target.split('.').pop()!;
    const file = binding.target === binding.module || depth > 8 ? null : this.module(from.path, binding.module, binding.level);
    const bound = file?.bindings.get(name);
    if (!file || !bound) {
      return null;
    }
    return bound.kind === 'import' ? (this.origin(file, bound.binding, depth + 1) ?? { file, name }) : { file, name };
  }
}
