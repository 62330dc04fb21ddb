/** Definitions speak of all functions at the index; matching wants each variable as it stands somewhere on the left side. */
import type { PatternTree } from '../../egraph/pattern-text';

/** Where a variable that the left side only renames stands there: `(@ ?g $i $j)` says that it is ?g at $j, whatever ?g is at $i. */
type Home = { readonly from: string; readonly at: string };

/** Both sides with such variables taken as functions of the slot where they stand. */
export function atHome(left: PatternTree, right: PatternTree): { readonly left: PatternTree; readonly right: PatternTree } {
  const plain = new Set<string>();
  const renamed = new Map<string, Home>();
  collect(left, plain, renamed);
  const homes = new Map([...renamed].filter(([name]) => !plain.has(name)));
  return homes.size === 0 ? { left, right } : { left: move(left, homes), right: move(right, homes) };
}

function collect(p: PatternTree, plain: Set<string>, renamed: Map<string, Home>): void {
  switch (p.kind) {
    case 'variable':
      plain.add(p.name);
      return;
    case 'rename':
      if (!renamed.has(p.of)) {
        renamed.set(p.of, { from: p.from, at: p.to });
      }
      return;
    case 'substitute':
      collect(p.by, plain, renamed);
      return;
    case 'node':
      p.children.forEach(c => collect(c.body, plain, renamed));
  }
}

function move(p: PatternTree, homes: ReadonlyMap<string, Home>): PatternTree {
  const home = p.kind === 'rename' ? homes.get(p.of) : undefined;
  if (p.kind === 'rename' && home && home.from === p.from) {
    return home.at === p.to ? { kind: 'variable', name: p.of } : { ...p, from: home.at };
  }
  if (p.kind !== 'node') {
    return p;
  }
  return {
    ...p,
    children: p.children.map(({ binds, body }) => {
      // λ b. g[i := b] is λ j. g[i := j], under whatever name.
      const own = body.kind === 'rename' ? homes.get(body.of) : undefined;
      return body.kind === 'rename' && own && own.from === body.from && binds.length === 1 && binds[0] === body.to
        ? { binds: [own.at], body: { kind: 'variable', name: body.of } }
        : { binds, body: move(body, homes) };
    })
  };
}
