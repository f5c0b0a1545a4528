/** The modules that a page makes a browser load. dependency-cruiser's `reachable` cannot tell, because it also follows type imports. */
import { importsOf, isCode, isTest, type Rule, type Source } from './house.ts'

/** Zod has 25 kB gzipped, more than a quarter of a page's limit, so forms are validated on the server. */
const tooHeavy = 'zod'
const onServer = /\.server\.ts$|\+server\.ts$|\/server\//

export const noPageLoadsTheRulesOfTyping: Rule = (sources) => {
  const house = new Map(sources.map((source) => [source.file, source]))
  return sources
    .filter(({ file }) => isCode(file) && !isTest(file) && file.startsWith('apps/web/src/'))
    .filter(({ file }) => (file.endsWith('.svelte') || /\/\+(page|layout)\.ts$/.test(file)) && !onServer.test(file))
    .map((page) => wayTo(tooHeavy, page, house))
    .filter((way) => way !== null)
    .map((way) => way.join(' imports '))
}

function wayTo(wanted: string, from: Source, house: Map<string, Source>): string[] | null {
  const ways = [[from.file]]
  const seen = new Set([from.file])
  for (const way of ways) {
    for (const { target, typeOnly } of importsOf(house.get(way.at(-1)!)!)) {
      if (typeOnly) continue
      if (target === wanted) return [...way, wanted]
      const file = [target, `${target}.ts`, `${target}/index.ts`].find((name) => house.has(name))
      if (!file || seen.has(file)) continue
      seen.add(file)
      ways.push([...way, file])
    }
  }
  return null
}
