/** Names: one meaning each, none that the glossary retires; and no folder with too many files. */
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
function sharedNames(sources: readonly Source[]): Map<string, readonly string[]> {
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

export const noNameHasTwoMeanings: Rule = (sources) =>
  [...sharedNames(sources)].map(([name, files]) => `${name} is exported from ${files.join(' and ')}`)

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

/** What a function does to rows, or answers about them. `select…` makes a query that its callers finish, `create…` several. */
const rowVerbs = /^(list|get|find|lock|insert|update|delete|copy|select|create|count|is|has|was|assert)[A-Z]/
const queries = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/
const functionHead = /^(?:export )?(?:async )?(?:function (\w+)|const (\w+) = (?:async )?\()/

/** The functions at the top level of a file, with their text. */
const topLevelFunctions = (text: string) =>
  text.split(/\n(?=(?:export|async|function|const|type|\/\*\*) ?)/).flatMap((body) => {
    const [, declared, assigned] = functionHead.exec(body) ?? []
    const name = declared ?? assigned
    return name === undefined ? [] : [{ name, body }]
  })

export const everyQuerySaysWhatItDoesToRows: Rule = (sources) =>
  sources
    .filter(({ file }) => /^apps\/api\/src\/(features|rooms)\//.test(file) && !isTest(file))
    .flatMap(({ file, text }) =>
      topLevelFunctions(text)
        .filter(({ name, body }) => queries.test(body) && !rowVerbs.test(name))
        .map(({ name }) => `${file}: ${name} touches rows and does not say what it does to them`),
    )

/** The procedures of one router: a second one of the same name would silently replace the first. */
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
