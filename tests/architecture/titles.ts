/** Every page names itself in the browser's tab, in a bookmark and in a card that somebody sends: by itself or through its frame. */
import path from 'node:path'
import type { Rule } from './house.ts'

export const everyPageHasATitle: Rule = (sources) => {
  const texts = new Map(sources.filter(({ file }) => file.endsWith('.svelte')).map(({ file, text }) => [file, text]))
  return [...texts.keys()]
    .filter((file) => /^apps\/web\/src\/routes\/.*\+page\.svelte$/.test(file) && !hasTitle(texts, file))
    .map((file) => `${file} has no title`)
}

function hasTitle(texts: ReadonlyMap<string, string>, file: string): boolean {
  const text = texts.get(file) ?? ''
  return /<svelte:head>\s*<title>/.test(text) || importsOf(file, text).some((frame) => hasTitle(texts, frame))
}

/** Components of the web app alone: those of packages/ui never name a page. */
const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(/from '(#lib|\.[^']*?)\/([^'/][^']*\.svelte)'/g)].map(([, from, rest]) =>
    from === '#lib' ? `apps/web/src/lib/${rest}` : path.posix.join(path.posix.dirname(file), from!, rest!),
  )
