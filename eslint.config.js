const tseslint = require('typescript-eslint');

/** Few rules, each for a class of bug that the compiler lets through. */
module.exports = tseslint.config(
  { ignores: ['node_modules', 'lib', 'triton_lift', '.venv', 'dist', 'coverage', 'ui-tests/screenshots', '.corpus'] },
  {
    files: ['src/**/*.ts'],
    extends: [tseslint.configs.base],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      'prefer-const': 'error',
      'no-var': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }]
    }
  },
  {
    // What users and data write is text, never markup.
    files: ['src/widget/**/*.ts', 'src/lab/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'AssignmentExpression > MemberExpression[property.name=/^(innerHTML|outerHTML)$/]', message: 'Build nodes; never parse data as markup.' },
        { selector: 'CallExpression[callee.property.name="insertAdjacentHTML"]', message: 'Build nodes; never parse data as markup.' }
      ]
    }
  },
  { files: ['src/cli/**/*.ts', 'src/worker/worker.ts'], rules: { 'no-console': 'off' } }
);
