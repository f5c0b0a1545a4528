/** docs/bench.md: a section for each bench, with what it measures, under which conditions, and what it printed. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findBinaries } from '@bilin/db/embedded/binaries'

const house = path.resolve(import.meta.dirname, '../..')
const file = path.join(house, 'docs/bench.md')

const TOP = `# How long things take

Written by \`npm run bench\`; \`npm run bench -- pages\` writes one section anew. Times depend on the machine and on what else it does,
so what counts are ratios between what was measured in the same run. No test looks at them.
`

/** What a bench ran under, at its start. */
export function describeConditions(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: house, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', '.', ':!docs/bench.md') ? ' with changes' : ''
  const postgres = execFileSync(findBinaries(undefined).postgres, ['--version'], { encoding: 'utf8' })
  return [
    new Date().toISOString().slice(0, 10),
    `commit ${git('rev-parse', '--short', 'HEAD')}${changed}`,
    `${os.availableParallelism()} cores (${os.cpus()[0]?.model ?? 'unknown'})`,
    `${Math.round(os.totalmem() / 2 ** 30)} GB`,
    `load ${os.loadavg()[0]?.toFixed(1)} at the start`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${/[\d.]+/.exec(postgres)?.[0]}`,
  ].join(', ')
}

export function writeSection(name: string, conditions: string, printed: string): void {
  const source = readFileSync(path.join(import.meta.dirname, `${name}.bench.ts`), 'utf8')
  const text = `## ${name}\n\n${headOf(source)}\n\n${conditions}.\n\n\`\`\`text\n${printed.trim()}\n\`\`\`\n`
  const sections = new Map(sectionsOf(existsSync(file) ? readFileSync(file, 'utf8') : '')).set(name, text)
  const inOrder = [...sections].toSorted(([one], [other]) => one.localeCompare(other)).map(([, section]) => section)
  writeFileSync(file, [TOP, ...inOrder].join('\n'))
}

/** The comment at the head of a file. */
const headOf = (source: string) =>
  (/^\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? '')
    .split('\n')
    .map((line) => line.replace(/^ \* ?/, '').trim())
    .filter(Boolean)
    .join('\n')

function sectionsOf(text: string): [name: string, section: string][] {
  const [, ...sections] = text.split(/^## /m)
  return sections.map((section) => [section.split('\n')[0]!, `## ${section.trim()}\n`])
}
