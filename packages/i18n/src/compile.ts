/**
 * Compiles the files under messages/<locale> into typed functions under src/compiled.
 *
 * A file's path is the prefix of its keys (files.ts): `scorecards/rota.json` {"title": …} is `m['scorecards.rota.title']()`.
 * Refuses to compile when the two languages do not hold the same keys, or two files hold the same key.
 */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from '@inlang/paraglide-js'
import { readMessages } from './files.ts'
import { inline, isBaseLocale } from './inline.ts'

const room = path.resolve(import.meta.dirname, '..')
const build = path.join(room, '.inlang')
const baseLocale = 'zh-CN'
const locales = [baseLocale, 'en']

const merged = locales.map((locale) => ({ locale, messages: readLocale(locale) }))
refuseDifferences()

rmSync(build, { recursive: true, force: true })
mkdirSync(path.join(build, 'project.inlang'), { recursive: true })
for (const { locale, messages } of merged) {
  writeFileSync(path.join(build, `${locale}.json`), JSON.stringify(messages))
}
// The plugin's default address is a CDN, which fails silently to empty messages: name the installed file.
const plugin = fileURLToPath(import.meta.resolve('@inlang/plugin-message-format'))
writeFileSync(
  path.join(build, 'project.inlang', 'settings.json'),
  JSON.stringify({
    baseLocale,
    locales,
    modules: [path.relative(build, plugin).replace(/^(?!\.)/, './')],
    'plugin.inlang.messageFormat': { pathPattern: './{locale}.json' },
  }),
)
await compile({
  project: path.join(build, 'project.inlang'),
  outdir: path.join(build, 'compiled'),
  strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
  cookieName: 'bilin_locale',
  emitReadme: false,
  outputStructure: 'message-modules',
})
const messages = path.join(build, 'compiled', 'messages')
for (const name of readdirSync(messages).filter((file) => file.endsWith('.js'))) {
  const file = path.join(messages, name)
  writeFileSync(file, inline(readFileSync(file, 'utf8')))
}
appendFileSync(path.join(build, 'compiled', 'runtime.js'), isBaseLocale)
declareTypes()
// Unchanged files are not written again, because a running development server watches the folder.
replaceChanged(path.join(build, 'compiled'), path.join(room, 'src', 'compiled'))

/** Emits declarations with the native TypeScript; Paraglide's own `emitTsDeclarations` takes five times as long. */
function declareTypes() {
  const options = {
    ...{ allowJs: true, declaration: true, emitDeclarationOnly: true, skipLibCheck: true, types: [] },
    ...{ target: 'esnext', module: 'esnext', moduleResolution: 'bundler' },
  }
  const config = path.join(build, 'tsconfig.json')
  writeFileSync(config, JSON.stringify({ compilerOptions: options, include: ['compiled'] }))
  const native = path.dirname(fileURLToPath(import.meta.resolve('@typescript/native/package.json')))
  execFileSync(process.execPath, [path.join(native, 'bin/tsc'), '--project', config], { stdio: 'inherit' })
}

function replaceChanged(from: string, to: string) {
  mkdirSync(to, { recursive: true })
  const made = new Set(readdirSync(from))
  for (const name of readdirSync(to)) if (!made.has(name)) rmSync(path.join(to, name), { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) replaceChanged(source, target)
    else if (!existsSync(target) || !readFileSync(source).equals(readFileSync(target))) copyFileSync(source, target)
  }
}

function readLocale(locale: string): Record<string, string> {
  const messages = readMessages(locale)
  const twice = messages.map(([key]) => key).filter((key, at, keys) => keys.indexOf(key) !== at)
  if (twice.length > 0) refuseToCompile('Messages that two files hold', twice)
  return Object.fromEntries(messages)
}

function refuseDifferences() {
  const [base, other] = merged.map(({ messages }) => new Set(Object.keys(messages)))
  const lonely = [...base!.difference(other!), ...other!.difference(base!)]
  if (lonely.length > 0) refuseToCompile('Messages that exist in one language only', lonely)
}

function refuseToCompile(why: string, keys: readonly string[]): never {
  process.stderr.write(`${why}:\n  ${keys.join('\n  ')}\n`)
  process.exit(1)
}
