/** The version of this package, as results and the widget's module name it. A test holds it to package.json. */
export const VERSION = '0.1.0';
