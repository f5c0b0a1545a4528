/** The one-way rule: web ▶ ui, i18n, domain · api ▶ domain, i18n, db, sheets · the rest import no room of ours. */
const roots = '^apps/(api/src/(router|app|bilin|server|worker|errands)|web/src/server/(main|dev))\\.ts$'
const entryPoints = '^(apps/web/src/(hooks\\.server\\.ts|server/|routes/api/)|story/)'
const typeOnly = ['type-only']

/** A room may reach itself and the rooms named; every other room of ours is out of reach. */
function room(name, path, reach) {
  const own = [path, ...reach].join('|')
  return {
    name: `${name}-reaches-only-its-arrows`,
    severity: 'error',
    from: { path: `^${path}/` },
    to: { path: '^(apps|packages|db|story|tests|scripts)/', pathNot: [`^(${own})/`, 'node_modules/'] },
  }
}

/** The rooms of scorecards, lowest first; rota and messages do not see visits, nor visits them. */
const nouns = [
  'rubrics',
  'rounds',
  'rota',
  'messages',
  'visits',
  'surveys',
  'values',
  'findings',
  'seals',
  'results',
  'improvements',
]
const siblings = {
  visits: ['rota', 'messages'],
  surveys: ['rota', 'messages', 'visits'],
  values: ['rota', 'messages', 'visits'],
}

/** In domain and api a room of scorecards imports only the rooms before it. */
const looksDown = nouns.flatMap((noun, at) => {
  const above = [...nouns.slice(at + 1), ...(siblings[noun] ?? [])]
  if (above.length === 0) return []
  return {
    name: `scorecards-${noun}-looks-only-down`,
    severity: 'error',
    from: { path: `^(packages/domain/src|apps/api/src/features)/scorecards/${noun}/`, pathNot: '\\.test\\.ts$' },
    to: { path: `^(packages/domain/src|apps/api/src/features)/scorecards/(${above.join('|')})/` },
  }
})

/** The pages of a round, lowest first: a page shows parts of the pages before it. */
const roundPages = ['visits', 'findings', 'survey', 'values', 'improvements', 'results', 'fairness', 'correct', 'cards']
const roundRoutes = '^apps/web/src/routes/\\[tenant\\]/scorecards/\\[round\\]'
const pagesLookDown = roundPages.slice(0, -1).map((page, at) => ({
  name: `round-page-${page}-looks-only-down`,
  severity: 'error',
  from: { path: `${roundRoutes}/${page}/` },
  to: { path: `${roundRoutes}/(${roundPages.slice(at + 1).join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...looksDown,
    ...pagesLookDown,
    {
      name: 'a-shared-room-knows-no-feature',
      severity: 'error',
      from: { path: '^apps/api/src/rooms/' },
      to: { path: '^apps/api/src/features/' },
    },
    {
      name: 'a-shared-room-knows-no-other',
      severity: 'error',
      from: { path: '^apps/api/src/rooms/([^/]+)/', pathNot: '^apps/api/src/rooms/stages/' },
      to: { path: '^apps/api/src/rooms/', pathNot: '^apps/api/src/rooms/$1/' },
    },
    {
      name: 'stages-know-history-and-no-other-room',
      comment: 'createMove inserts the step of every move.',
      severity: 'error',
      from: { path: '^apps/api/src/rooms/stages/' },
      to: { path: '^apps/api/src/rooms/', pathNot: '^apps/api/src/rooms/(stages|history)/' },
    },
    {
      name: 'workbooks-are-made-in-the-thread',
      comment: 'A large one keeps the main thread busy for a second; thread/sheets.ts decides.',
      severity: 'error',
      from: { path: '^apps/api/src/(features|rooms)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/sheets/src/(write|read|paste)\\.ts$', dependencyTypesNot: typeOnly },
    },
    {
      name: 'no-circles',
      comment: 'Types may look at each other; code that runs may not wait for itself.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: typeOnly } },
    },
    room('domain', 'packages/domain', []),
    room('i18n', 'packages/i18n', []),
    room('sheets', 'packages/sheets', []),
    room('ui', 'packages/ui', []),
    room('db', 'db/src', []),
    room('story', 'story', ['db', 'packages/domain', 'apps/api']),
    room('api', 'apps/api', ['packages/domain', 'packages/i18n', 'packages/sheets', 'db']),
    room('web', 'apps/web', ['packages/ui', 'packages/i18n', 'packages/domain', 'apps/api', 'db']),
    {
      name: 'domain-needs-only-zod',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'core'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'web-knows-the-api-by-type-only',
      comment: 'Pages call the procedures they were handed; only the entry points make the api run.',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: entryPoints },
      to: { path: '^(apps/api|db)/', dependencyTypesNot: typeOnly },
    },
    {
      name: 'what-pages-share-knows-no-page',
      severity: 'error',
      from: { path: '^apps/web/src/lib/' },
      to: { path: '^apps/web/src/(routes|service-worker)/', dependencyTypesNot: typeOnly },
    },
    {
      name: 'only-the-server-imports-what-is-the-servers',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: ['server\\.ts$', '\\.test\\.ts$', '^apps/web/src/(lib/)?server/'] },
      to: { path: '^apps/web/src/(lib/)?server/', dependencyTypesNot: typeOnly },
    },
    {
      name: 'a-feature-never-imports-a-feature',
      severity: 'error',
      from: {
        path: '^(apps/api/src/features|packages/domain/src|apps/web/src/routes/\\[tenant\\])/([^/]+)/',
      },
      // What kinds of tenants and seats there are is the ground that every feature stands on.
      to: {
        path: '^$1/[^/]+/',
        pathNot: ['^$1/$2/', '^packages/domain/src/(tenants/kinds|(files|calendar|stages|spelling)/\\w+)\\.ts$'],
      },
    },
    {
      name: 'composition-roots-are-imported-by-nobody',
      severity: 'error',
      from: { pathNot: [roots, entryPoints, '^tests/', '^scripts/', '\\.test\\.ts$'] },
      to: { path: roots, dependencyTypesNot: typeOnly },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: ['^\\$(app|env|service-worker)', '\\$types(\\.js|\\.d\\.ts)?$', '^virtual:'],
      },
    },
    {
      name: 'tests-stay-outside',
      severity: 'error',
      from: { path: '^(apps|packages|db)/', pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What the bench compares with is installed only when the bench is run.
    exclude: { path: '(^|/)(build|\\.svelte-kit|compiled|\\.inlang|\\.turbo|tests/bench/postgraphile)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'types', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.mjs', '.d.ts'],
    },
  },
}
