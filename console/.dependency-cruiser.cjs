/** Imports point one way: shared ← features ← app. A feature knows no other feature; what two need is shared. */
module.exports = {
  forbidden: [
    {
      name: 'shared-imports-only-shared',
      severity: 'error',
      from: { path: '^console/src/shared/' },
      to: { path: '^console/src/', pathNot: '^console/src/shared/' },
    },
    {
      name: 'features-import-only-shared',
      severity: 'error',
      from: { path: '^console/src/features/([^/]+)/' },
      to: { path: '^console/src/', pathNot: ['^console/src/shared/', '^console/src/features/$1/'] },
    },
    {
      name: 'the-console-knows-the-server-by-its-api-only',
      severity: 'error',
      from: { path: '^console/src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^src/', '^test/'] },
    },
    {
      name: 'no-circular-imports',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
