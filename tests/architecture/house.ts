/** The code base as a list of files and their text, so that a rule is a pure function and a control can add a file. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Source = { file: string; text: string }
/** A rule returns one sentence for each violation, beginning with the file; an empty list means none. */
export type Rule = (sources: readonly Source[]) => string[]
export type Import = { target: string; typeOnly: boolean }

const root = path.resolve(import.meta.dirname, '../..')
const rooms = ['apps', 'packages', 'db', 'story', 'tests', 'scripts', 'docs', '.ci']
const madeByMachines =
  /(^|\/)(node_modules|build|compiled|\.svelte-kit|\.inlang|\.turbo|test-results)(\/|$)|\.generated\.ts$|^db\/schema\.sql$/
const readable = /\.(ts|js|cjs|mjs|svelte|sql|css|html|json|md|txt|yml|yaml)$|^\.ci\/run$/

export function readHouse(from = root): Source[] {
  const top = readdirSync(from, { withFileTypes: true }).filter((entry) => entry.isFile())
  const files = [...top.map(({ name }) => name), ...rooms.flatMap((room) => filesUnder(from, room))]
  return files
    .filter((file) => readable.test(file) && file !== 'package-lock.json')
    .map((file) => ({ file, text: readFileSync(path.join(from, file), 'utf8') }))
}

function filesUnder(from: string, folder: string): string[] {
  if (madeByMachines.test(folder)) return []
  const entries = readdirSync(path.join(from, folder), { withFileTypes: true })
  return entries.flatMap((entry) => {
    const file = `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesUnder(from, file)
    return entry.isFile() && !madeByMachines.test(file) ? [file] : []
  })
}

const statement = /(?:^|[\n;>])\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'"`;]*?\sfrom\s*)?['"]([^'"\n]+)['"]/g
const called = /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?['"]([^'"\n]+)['"]\s*\)(\.\w)?/g

/** The imports of a file; relative targets are resolved to paths of the repository. */
export function importsOf({ file, text }: Source): Import[] {
  const stated = [...text.matchAll(statement)].map(([, type, target]) => ({
    target: resolve(file, target!),
    typeOnly: type !== undefined,
  }))
  // `import('x').Name` is a type; an import that runs is awaited, or nothing follows it.
  const inline = [...text.matchAll(called)].map(([, target, member]) => ({
    target: resolve(file, target!),
    typeOnly: member !== undefined && !member.startsWith('.t') && !member.startsWith('.c'),
  }))
  return [...stated, ...inline]
}

/** Resolves our own packages to their folders: `@bilin/api/app` is apps/api/src/app. */
const homes: Record<string, string> = {
  '@bilin/domain': 'packages/domain',
  '@bilin/i18n': 'packages/i18n',
  '@bilin/sheets': 'packages/sheets',
  '@bilin/ui': 'packages/ui',
  '@bilin/db': 'db',
  '@bilin/api': 'apps/api',
  '@bilin/web': 'apps/web',
}

function resolve(file: string, target: string): string {
  if (target.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), target))
  if (target.startsWith('#lib/')) return `apps/web/src/lib/${target.slice('#lib/'.length)}`
  const home = Object.keys(homes).find((name) => target === name || target.startsWith(`${name}/`))
  return home ? `${homes[home]}/src${target.slice(home.length)}` : target
}

const places = [
  /^apps\/api\/src\/features\/([^/]+)\//,
  /^packages\/domain\/src\/([^/]+)\//,
  /^apps\/web\/src\/routes\/\[tenant\]\/([^/]+)\//,
  /^db\/migrations\/\d{4}_([a-z]+)/,
]

/** The feature a file belongs to and the place (api, domain, web, migrations) it has there. */
export function featureOf(file: string): { place: number; feature: string } | null {
  const place = places.findIndex((pattern) => pattern.test(file))
  return place < 0 ? null : { place, feature: places[place]!.exec(file)![1]! }
}

export const isTest = (file: string) => /\.test\.ts$/.test(file) || file.startsWith('tests/')
export const isCode = (file: string) => /\.(ts|js|svelte)$/.test(file)

/** Text without its comments, so that a rule about code does not read prose. Lines keep their numbers. */
export function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ')
  return text
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/(^|[\s;{}(),])\/\/[^\n]*/g, blank)
}
