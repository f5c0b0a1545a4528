/** Which parts of the code may import which. */
import { featureOf, importsOf, isCode, isTest, type Rule } from './house.ts'

/** `type` before a part: only its types may be imported. */
const reach: Record<string, string[]> = {
  'packages/domain': [],
  'packages/i18n': [],
  'packages/sheets': [],
  'packages/ui': [],
  db: [],
  'apps/api': ['packages/domain', 'packages/i18n', 'packages/sheets', 'db'],
  'apps/web': ['packages/ui', 'packages/i18n', 'packages/domain', 'type apps/api', 'type db'],
}
const rooms = Object.keys(reach)
const roomOf = (file: string) => rooms.find((room) => file === room || file.startsWith(`${room}/`))

/** The only files that may import the api's code: those where the web passes a request to it, and the loader of the story. */
const entryPoints = /^apps\/web\/src\/(hooks\.server\.ts$|server\/|routes\/api\/)|^story\//
const roots = /^apps\/(api\/src\/(router|app|bilin|server|worker|errands)|web\/src\/server\/(main|dev))(\.ts)?$/

export const everyRoomLooksOnlyWhereItMay: Rule = (sources) =>
  sources
    .filter(({ file }) => isCode(file) && roomOf(file) && !isTest(file))
    .flatMap((source) => {
      const room = roomOf(source.file)!
      const allowed = entryPoints.test(source.file)
        ? [...reach[room]!, 'apps/api', 'packages/domain', 'db']
        : reach[room]!
      return importsOf(source)
        .map(({ target, typeOnly }) => ({ to: roomOf(target), typeOnly }))
        .filter(({ to }) => to !== undefined && to !== room)
        .filter(({ to, typeOnly }) => !allowed.includes(to!) && !(typeOnly && allowed.includes(`type ${to}`)))
        .map(({ to }) => `${source.file} imports ${to}`)
    })

/** Every feature may import the kinds of tenants and seats. */
const ground = /^packages\/domain\/src\/(tenants\/kinds\.ts|(files|calendar|stages|spelling)\/)/

export const noFeatureImportsAnother: Rule = (sources) =>
  sources
    .filter(({ file }) => isCode(file))
    .flatMap((source) => {
      const own = featureOf(source.file)
      if (!own) return []
      return importsOf(source)
        .filter(({ target }) => !ground.test(target))
        .map(({ target }) => featureOf(target))
        .filter((other) => other && other.place === own.place && other.feature !== own.feature)
        .map((other) => `${source.file} imports the feature ${other!.feature}`)
    })

export const compositionRootsAreImportedByNobody: Rule = (sources) =>
  sources
    .filter(({ file }) => isCode(file) && !isTest(file) && !roots.test(file) && !entryPoints.test(file))
    .filter(({ file }) => !file.startsWith('scripts/'))
    .flatMap((source) =>
      importsOf(source)
        .filter(({ target, typeOnly }) => roots.test(target) && !typeOnly)
        .map(({ target }) => `${source.file} imports the composition root ${target}`),
    )

/** The domain depends on its arguments only: no clock, no randomness, no I/O. */
export const theDomainIsPure: Rule = (sources) =>
  sources
    .filter(({ file }) => file.startsWith('packages/domain/src/') && !isTest(file))
    .flatMap((source) => [
      ...[...source.text.matchAll(/\b(new Date\(\)|Date\.now|Math\.random|process\.|fetch\()/g)].map(
        ([, reached]) => `${source.file} reaches for ${reached}`,
      ),
      ...importsOf(source)
        .filter(({ target }) => target !== 'zod' && !target.startsWith('packages/domain/'))
        .map(({ target }) => `${source.file} imports ${target}`),
    ])
