import globals from 'globals'
import regexp from 'eslint-plugin-regexp'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'

/** What comes from outside is read by a schema, which gives it its type; a cast would only claim one. */
const casts = [
  { selector: 'TSAsExpression > TSNeverKeyword', message: 'Read it with a schema, or narrow it: no `as never`.' },
  { selector: 'TSAsExpression > TSAnyKeyword', message: 'Read it with a schema, or narrow it: no `as any`.' },
  {
    selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
    message: 'Read it with a schema, or narrow it: no `as unknown as`.',
  },
]

/** Tests and the demo pretend a time. Whoever asks the clock directly does not see it. */
const clocks = [
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
].map((selector) => ({ selector, message: 'Take `ctx.now` or `ctx.today`; outside a procedure, `readClock`.' }))

/** Words that once stood for many things each. A name says what the thing is: saved, status, active, current, input, output. */
const privateWords = ['kept', 'knowing', 'said', 'sow', 'sown', 'standing', 'stood', 'told', 'whose', 'wish', 'wishes']

export default ts.config(
  {
    ignores: [
      '**/node_modules',
      '**/build',
      '**/.svelte-kit',
      '**/.inlang',
      '**/compiled',
      '**/*.generated.ts',
      '.bilin',
      'test-results',
      'playwright-report',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'id-denylist': ['error', ...privateWords],
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // A pattern whose work grows faster than its text lets one long field stop everybody.
    files: ['apps/**', 'packages/**', 'db/**'],
    ignores: ['**/*.test.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // Addresses are written by one function that knows the tenant; SvelteKit's resolve() knows only the route.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/require-each-key': 'error',
      'svelte/no-at-html-tags': 'error',
      'prefer-const': 'off',
    },
  },
  {
    files: ['{apps,packages}/**/*.{ts,svelte}', 'db/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...casts] },
  },
  {
    files: ['apps/api/src/**/*.ts', 'packages/domain/src/**/*.ts', 'apps/web/src/**/{*.server,+server}.ts'],
    ignores: ['apps/api/src/rooms/clock.ts', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...casts, ...clocks] },
  },
  {
    files: ['**/*.config.{ts,js}', 'eslint.config.js', '.dependency-cruiser.cjs', 'tests/**', 'scripts/**'],
    rules: {
      'no-restricted-exports': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
)
