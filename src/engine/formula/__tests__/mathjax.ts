/** MathJax as the page sets it up, as a check that throws on what it does not take. */
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';

let check: ((latex: string) => void) | null = null;

/** A function that throws when MathJax cannot read the LaTeX. */
export function mathJax(): (latex: string) => void {
  if (!check) {
    RegisterHTMLHandler(liteAdaptor());
    const formatError = (_: unknown, error: Error): never => {
      throw error;
    };
    const document = mathjax.document('', { InputJax: new TeX({ packages: ['base', 'ams'], formatError }), OutputJax: new SVG({ fontCache: 'none' }) });
    check = latex => void document.convert(latex, { display: true });
  }
  return check;
}
