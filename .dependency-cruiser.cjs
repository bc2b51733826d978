/**
 * Imports point one way:
 * base ← catalogue ← store ← pipeline ← formats ← access ← objects, webhooks, event-types, metering ← dialects ← http, cli ← main.
 */
const layers = [
  ['base'],
  ['catalogue'],
  ['store'],
  ['pipeline'],
  ['formats'],
  ['access'],
  ['objects', 'webhooks', 'event-types', 'metering'],
  ['dialects'],
  ['http', 'cli'],
];

const upward = layers.flatMap((layer, index) =>
  layer.map((folder) => {
    const allowed = [...layers.slice(0, index).flat(), folder, index === 0 ? 'base' : folder];
    // The server and the commands are wired together by main, so the commands may start the server.
    if (folder === 'cli') allowed.push('http');
    return {
      name: `${folder}-imports-downward-only`,
      comment: `src/${folder} may import only from: ${[...new Set(allowed)].join(', ')}`,
      severity: 'error',
      from: { path: `^src/${folder}/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/',
        pathNot: [`^src/(${[...new Set(allowed)].join('|')})/`, '^src/(config|version)\\.ts$'],
      },
    };
  }),
);

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-circular-imports',
      comment: 'Of types neither: a file that only describes is below those that it describes.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'one-dialect-knows-no-other',
      severity: 'error',
      from: { path: '^src/dialects/([^/]+)/' },
      to: { path: '^src/dialects/[^/]+/', pathNot: '^src/dialects/$1/' },
    },
    {
      name: 'sql-only-in-store',
      comment: 'Only src/store may know the database driver.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: '^node_modules/pg/' },
    },
    {
      name: 'source-imports-no-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '(^test/|\\.test\\.ts$)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};
