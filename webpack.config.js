/** Z3's script is loaded as it is by the worker, and its wasm travels compressed: neither is a module. */
module.exports = {
  module: {
    rules: [{ test: /z3-built\.js$|\.wasm\.gz$/, type: 'asset/resource' }]
  }
};
