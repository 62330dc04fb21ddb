/** Unit tests stand beside the code; those that need a DOM ask for it with `@jest-environment jsdom`. */
module.exports = {
  testEnvironment: 'node',
  // Z3's memory keeps the process from ending by itself.
  forceExit: true,
  roots: ['<rootDir>/src', '<rootDir>/corpus', '<rootDir>/bench'],
  testMatch: ['**/__tests__/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: { module: 'commonjs', moduleResolution: 'node10', target: 'ES2022', esModuleInterop: true, isolatedModules: true } }],
    // These packages ship ES modules only.
    'node_modules/(@jupyter-widgets|@jupyterlab|@jupyter|@lumino|lib0|y-protocols|y-websocket|yjs)/.+\\.js$': [
      'ts-jest',
      { diagnostics: false, tsconfig: { module: 'commonjs', moduleResolution: 'node10', target: 'ES2022', allowJs: true, isolatedModules: true } }
    ]
  },
  transformIgnorePatterns: ['/node_modules/(?!(@jupyter-widgets|@jupyterlab|@jupyter|@lumino|lib0|y-protocols|y-websocket|yjs)/)'],
  moduleNameMapper: { '\\.(css|svg)$': '<rootDir>/scripts/jest-asset.js' }
};
