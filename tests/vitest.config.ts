import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { projects, type Project } from './support/projects.ts'

/** `npm run prove` takes more chances; see support/chance.setup.ts. */
const prove = Number(process.env['BILIN_PROVE'] ?? 1)
const house = path.resolve(import.meta.dirname, '..')
const inSupport = (file: string) => path.join(house, 'tests/support', file)

export default defineConfig({
  root: house,
  // Tests beside a module find vitest here, wherever npm has put it.
  resolve: { alias: [{ find: /^vitest$/, replacement: fileURLToPath(import.meta.resolve('vitest')) }] },
  test: {
    // A test waits for PostgreSQL about half of its time: with one worker on two cores, one core idles.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    projects: Object.entries(projects)
      .filter(([, { folder }]) => !folder || existsSync(path.join(house, folder)))
      .map(([name, project]) => configure(name, project)),
  },
})

function configure(name: string, { include, database, shared, statements }: Project): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [...include],
      exclude: ['**/node_modules/**', '**/build/**'],
      isolate: !shared,
      // Node reads TypeScript itself, as it does in the running app; Vite would transform each module again for each project.
      experimental: { viteModuleRunner: false },
      // A timeout against hanging tests, not a measurement: a busy machine takes ten times as long.
      testTimeout: 300_000 * prove,
      setupFiles: ['chance.setup.ts', ...(statements ? ['statements/statements.setup.ts'] : [])].map(inSupport),
      hookTimeout: 300_000,
      globalSetup: database ? [inSupport('database.setup.ts')] : [],
    },
  }
}
