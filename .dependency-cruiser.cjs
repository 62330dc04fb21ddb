/** Import directions. Each rule says why; the engine's stages stand in the order of the pipeline. */
const STAGES = ['term', 'triton', 'interpret', 'symbolic', 'synthesis', 'verify', 'egraph', 'simplify', 'formula', 'reference'];
const TEST = '__tests__';

/** A stage may import from the stages before it, from `term/` and from the files at the engine's root that hold shared types. */
const stageRules = STAGES.map((stage, at) => ({
  name: `engine-${stage}-imports-earlier-stages-only`,
  comment: 'A stage is a function of what the stages before it made; knowledge of a later one would tie the pipeline in a knot.',
  severity: 'error',
  from: { path: `^src/engine/${stage}/`, pathNot: TEST },
  to: { path: `^src/engine/(${STAGES.slice(at + 1).join('|') || 'none'})/` }
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'Two files that need each other are one subject, or hide a third.', severity: 'error', from: { pathNot: TEST }, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'engine-knows-no-host',
      comment: 'The engine runs in a worker and under Node alike: it knows of no DOM, no Jupyter and no front end.',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: TEST },
      to: { path: '^src/(worker|widget|lab|cli)/|^node_modules/(@jupyter|@lumino|mathjax)' }
    },
    { name: 'worker-imports-engine-only', comment: 'lab → widget → worker → engine.', severity: 'error', from: { path: '^src/worker/', pathNot: TEST }, to: { path: '^src/(widget|lab|cli)/' } },
    { name: 'widget-does-not-import-lab', comment: 'lab → widget → worker → engine: the page also shows where JupyterLab is absent.', severity: 'error', from: { path: '^src/widget/' }, to: { path: '^src/(lab|cli)/' } },
    { name: 'lab-does-not-import-cli', comment: 'The command line is Node; the front end is not.', severity: 'error', from: { path: '^src/lab/' }, to: { path: '^src/cli/' } },
    {
      name: 'engine-data-through-types',
      comment: 'The page shows results; it must not compute them.',
      severity: 'error',
      from: { path: '^src/(widget|lab)/', pathNot: TEST },
      to: { path: '^src/engine/', pathNot: '^src/engine/(result|span|errors)\\.ts$', dependencyTypesNot: ['type-only'] }
    },
    ...stageRules
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' }, exclude: { path: '^lib/' } }
};
