/** A feature reads any table and writes only its own; the migration that makes a table says whose it is. */
import { featureOf, isTest, withoutComments, type Rule, type Source } from './house.ts'

export const aFeatureWritesOnlyItsOwnTables: Rule = (sources) => {
  const owner = ownersOf(sources)
  return sources
    .filter(({ file }) => featureOf(file) && !isTest(file))
    .flatMap((source) => {
      const { feature } = featureOf(source.file)!
      return writesOf(source)
        .filter((table) => owner.get(table) !== feature)
        .map((table) => `${source.file} writes ${table}, which belongs to ${owner.get(table) ?? 'nobody'}`)
    })
}

function ownersOf(sources: readonly Source[]): Map<string, string> {
  const made = sources
    .filter(({ file }) => file.startsWith('db/migrations/'))
    .flatMap(({ file, text }) => tablesMadeIn(text).map((table) => [table, featureOf(file)!.feature] as const))
  return new Map(made)
}

/** `app.attach('visit', …)` makes visit_file, `app.record_steps('visit', …)` visit_step. */
const tablesMadeIn = (text: string): string[] => [
  ...[...text.matchAll(/^create table (?:if not exists )?(?:public\.)?(\w+)/gm)].map(([, table]) => table!),
  ...[...text.matchAll(/^call app\.attach\('(\w+)'/gm)].map(([, shows]) => `${shows}_file`),
  ...[...text.matchAll(/^call app\.record_steps\('(\w+)'/gm)].map(([, subject]) => `${subject}_step`),
]

function writesOf({ file, text }: Source): string[] {
  const code = file.endsWith('.sql') ? text.replace(/--[^\n]*/g, '') : withoutComments(text)
  const built = [...code.matchAll(/\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"](\w+)/g)]
  const written = [
    ...code.matchAll(/\binsert into (?:public\.)?(\w+)/gi),
    ...code.matchAll(/\bdelete from (?:only )?(?:public\.)?(\w+)/gi),
    ...code.matchAll(/\bupdate (?:only )?(?:public\.)?(\w+)(?: as \w+| \w+)?\s+set\b/gi),
  ]
  return [...built, ...written].map(([, table]) => snake(table!))
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
