/** Wrong Python: where, and in words. */
import type { SyntaxNode, Tree } from '@lezer/common';
import type { SyntaxProblem } from '../syntax';
import { type Source, spanBetween } from './source';

/** Constructs whose valid forms Lezer's grammar does not all know; no kernel uses them. */
const tolerated = new Set(['YieldStatement', 'YieldExpression', 'WithStatement', 'MatchStatement']);

/**
 * Errors inside functions; everything else of a file is not ours to judge. When there is no function at all the first
 * error of the file is given, since then it is not Python.
 */
export function findProblems(source: Source, tree: Tree): SyntaxProblem[] {
  const inside: SyntaxProblem[] = [];
  let outside: SyntaxProblem | null = null;
  let functions = 0;
  let depth = 0;
  let tolerating = 0;
  tree.iterate({
    enter: node => {
      if (node.name === 'FunctionDefinition') {
        functions++;
        depth++;
      } else if (tolerated.has(node.name)) {
        tolerating++;
      } else if (node.type.isError && tolerating === 0) {
        if (depth > 0) {
          inside.push(describe(source, node.node));
        } else {
          outside ??= describe(source, node.node);
        }
      }
    },
    leave: node => {
      depth -= node.name === 'FunctionDefinition' ? 1 : 0;
      tolerating -= tolerated.has(node.name) ? 1 : 0;
    }
  });
  if (functions === 0 && outside !== null) {
    const { message, span }: SyntaxProblem = outside;
    return [{ message: `This is not Python: ${message}.`, span }];
  }
  // One mistake makes several errors: the first of a line is the one to read.
  return inside.filter((problem, i) => inside.findIndex(other => other.span[0] === problem.span[0]) === i);
}

function describe(source: Source, node: SyntaxNode): SyntaxProblem {
  const text = source.text.slice(node.from, node.to).split('\n')[0].trim();
  if (text !== '') {
    return { message: `unexpected '${text}'`, span: spanBetween(source, node.from, node.to) };
  }
  const rest = source.text.slice(node.from).match(/^[ \t]*([A-Za-z_0-9]+|[^\s])?/)?.[1];
  const message = rest === undefined ? 'something is missing at the end of the line' : `something is missing before '${rest}'`;
  return { message, span: spanBetween(source, node.from, node.from) };
}
