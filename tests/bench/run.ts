/**
 * `npm run bench -- rating rota`: times and sizes, each bench in a process of its own; all of them when none is named.
 * A bench is a file here that prints a table. Nothing fails by being slow: a clock on somebody's machine is no test.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !known.includes(name))

if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; there are ${known.join(', ')}`)
  process.exitCode = 1
} else
  for (const name of asked.length > 0 ? asked : known) {
    const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, `${name}.bench.ts`)], {
      stdio: 'inherit',
    })
    if (status !== 0) process.exitCode = 1
  }
