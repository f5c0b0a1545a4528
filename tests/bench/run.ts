/**
 * `npm run bench -- rating rota`: times and sizes, each bench in a process of its own; all of them when none is named. What they
 * print is kept in docs/bench.md. A bench is a file here that prints a table. Slowness never fails a bench, because it depends on
 * the machine.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describeConditions, writeSection } from './report.ts'

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !known.includes(name))
const folder = mkdtempSync(path.join(tmpdir(), 'bilin-bench-'))

if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; there are ${known.join(', ')}`)
  process.exitCode = 1
} else
  for (const name of asked.length > 0 ? asked : known) {
    const conditions = describeConditions()
    const printed = path.join(folder, name)
    const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, `${name}.bench.ts`)], {
      stdio: 'inherit',
      env: { ...process.env, BILIN_BENCH_PRINTED: printed },
    })
    if (status === 0) writeSection(name, conditions, readFileSync(printed, 'utf8'))
    else process.exitCode = 1
  }
rmSync(folder, { recursive: true, force: true })
