/** Names: one meaning each, none that the glossary retires, and no folder too wide to look through. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isCode, isTest, withoutComments, type Rule, type Source } from './house.ts'

const MAX_FILES = 15
const code = /^(apps|packages|db\/src)\//
const glossary = 'docs/glossary.md'

export const noFolderIsTooWide: Rule = (sources) => {
  const folders = Map.groupBy(
    sources.filter(({ file }) => code.test(file) && !file.includes('/messages/')),
    ({ file }) => path.posix.dirname(file),
  )
  return [...folders]
    .filter(([, files]) => files.length > MAX_FILES)
    .map(([folder, files]) => `${folder} has ${files.length} files; at most ${MAX_FILES}`)
}

/** Names that two files export, with the files. Svelte's routes (`load`, `actions`) are the framework's names. */
export function sharedNames(sources: readonly Source[]): Map<string, readonly string[]> {
  const exported = sources
    .filter(({ file }) => code.test(file) && file.endsWith('.ts') && !isTest(file) && !/\/\+[^/]+$/.test(file))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/^export (?:async )?(?:function\*?|const|type|class) (\w+)/gm)].map(([, name]) => ({
        name: name!,
        file,
      })),
    )
  const byName = Map.groupBy(exported, ({ name }) => name)
  const files = [...byName].map(([name, all]): [string, string[]] => [name, [...new Set(all.map(({ file }) => file))]])
  return new Map(files.filter(([, all]) => all.length > 1))
}

/** Names that still have two meanings. The list may only shrink: a name that has one meaning again must leave it. */
const stillShared = new Set(
  readFileSync(path.join(import.meta.dirname, 'sharedNames.txt'), 'utf8')
    .split('\n')
    .filter(Boolean),
)

export const noNameHasTwoMeanings: Rule = (sources) => {
  const shared = sharedNames(sources)
  return [
    ...[...shared]
      .filter(([name]) => !stillShared.has(name))
      .map(([name, files]) => `${name} is exported from ${files.join(' and ')}`),
    ...[...stillShared]
      .filter((name) => !shared.has(name))
      .map((name) => `tests/architecture/sharedNames.txt lists ${name}, which has one meaning now`),
  ]
}

export const noRetiredWordIsUsed: Rule = (sources) => {
  const retired = retiredIn(sources.find(({ file }) => file === glossary)?.text ?? '')
  return sources
    .filter(({ file }) => isCode(file) || file.endsWith('.sql'))
    .filter(({ file }) => !file.startsWith('tests/architecture/'))
    .flatMap((source) => {
      const text = withoutComments(source.text)
      return retired
        .filter((word) => new RegExp(`(?<![\\w.])${escape(word)}(?!\\w)`).test(text))
        .map((word) => `${source.file} says ${word}, which ${glossary} retires`)
    })
}

/** The words in backticks in the last column of the table. */
export const retiredIn = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, word]) => word!))

const escape = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Procedures of one router file set: a name spread in twice would silently replace the first. */
export const noProcedureIsNamedTwice: Rule = (sources) => {
  const found = sources
    .filter(({ file }) => file.startsWith('apps/api/src/features/') && file.endsWith('.ts') && !isTest(file))
    .flatMap(({ file, text }) =>
      [
        ...text.matchAll(
          /^ {2}(\w+): (?:member|permitted|coordinating|marking|open|signedIn|operatorOnly|inCommunity|permittedInCommunity)\b/gm,
        ),
      ].map(([, name]) => ({ router: routerOf(file), name: name!, file })),
    )
  return [...Map.groupBy(found, ({ router, name }) => `${router}.${name}`)]
    .filter(([, all]) => all.length > 1)
    .map(([name, all]) => `${all[0]!.file} and ${all[1]!.file} both have the procedure ${name}`)
}

/** `features/scorecards/rota/plan.ts` belongs to scorecards/rota, `features/tenants/operator.ts` is a router by itself. */
function routerOf(file: string): string {
  const [, , , , feature, ...rest] = file.split('/')
  if (feature === 'scorecards') return rest.length > 1 ? `scorecards.${rest[0]}` : `scorecards.${rest[0]}`
  return feature === 'tenants' && rest[0] === 'operator.ts' ? 'operator' : feature!
}
