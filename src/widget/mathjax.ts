/** MathJax, set up for formulas of which some subterms are marked by `\liftterm{id}{…}`. */
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { browserAdaptor } from 'mathjax-full/js/adaptors/browserAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { Configuration } from 'mathjax-full/js/input/tex/Configuration.js';
import NodeUtil from 'mathjax-full/js/input/tex/NodeUtil.js';
import { CommandMap } from 'mathjax-full/js/input/tex/SymbolMap.js';
import type { ParseMethod } from 'mathjax-full/js/input/tex/Types.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import { TERM_ATTRIBUTE } from './mark-term';

/** Typesets display LaTeX. The picture carries `text` for those who do not see it. */
export type Typeset = (latex: string, text: string) => Element;

const term: ParseMethod = (parser, symbol) => {
  const name = String(symbol);
  const id = parser.GetArgument(name);
  const parsed = parser.ParseArg(name);
  const children = NodeUtil.getChildren(parsed);
  // A single child keeps its own spacing; several are put into one row that can carry the attribute.
  const node = !NodeUtil.isInferred(parsed)
    ? parsed
    : children.length === 1
      ? children[0]
      : parser.create('node', 'mrow', children.slice());
  NodeUtil.setAttribute(node, TERM_ATTRIBUTE, /^\d+$/.test(id) ? id : '');
  parser.Push(node);
};

new CommandMap('triton-lift', { liftterm: 'Term' }, { Term: term });
Configuration.create('triton-lift', { handler: { macro: ['triton-lift'] } });

/** Formulas also come from saved notebooks: no link, script or handler may pass, whatever macros would allow. */
function disarm(root: Element): void {
  root.querySelectorAll('a, script, foreignObject, style, image, use').forEach(element => element.replaceWith(...element.childNodes));
  for (const element of [root, ...root.querySelectorAll('*')]) {
    for (const { name } of [...element.attributes]) {
      if (/^on|href$/i.test(name)) {
        element.removeAttribute(name);
      }
    }
  }
}

/** A typesetter for one document. */
export function createTypeset(document: Document): Typeset {
  RegisterHTMLHandler(browserAdaptor());
  const converter = mathjax.document(document, {
    InputJax: new TeX({ packages: ['base', 'ams', 'triton-lift'], maxBuffer: 50 * 1024 }),
    // No shared glyph cache: a picture must stand alone when it is moved, copied or saved.
    OutputJax: new SVG({ fontCache: 'none' })
  });
  return (latex, text) => {
    const svg = (converter.convert(latex, { display: true }) as Element).querySelector('svg');
    if (!svg) {
      throw new Error('MathJax made no picture');
    }
    disarm(svg);
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', text);
    svg.removeAttribute('aria-hidden');
    return svg;
  };
}
