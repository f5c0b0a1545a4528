/**
 * A compiled message is three functions: one per language, and one that chooses. A page has hundreds of messages, mostly one
 * sentence each: inlining the sentences into the choosing function makes a page 2 to 3 kB gzipped smaller, asking for the
 * language in one function for all of them another 0.3 kB. Plurals keep their function per language.
 */
const sentence =
  /const (\w+) = \/\*\* @type .*? \*\/ \(i?\) => \{\n\treturn (\/\*\* @type \{LocalizedString\} \*\/ \(`(?:[^`\\]|\\.)*`\))\n\};\n\n/gu
const called = /return (\w+)\((?:inputs)?\)/gu

const choice =
  /\(inputs(?: = \{\})?, options = \{\}\) => \{\n\tconst locale = .*\n\tif \(locale === "zh-CN"\) return ([^]*?)\n\treturn ([^]*)\n\}(?=\);)/u

/** Added to the compiled runtime, for the messages that `inline` has written again. */
export const isBaseLocale = `
/** @param {{ locale?: string }} [options] */
export const isBaseLocale = (options) => (options?.locale ?? getLocale()) === baseLocale
`

export function inline(compiled: string): string {
  const sentences = inlineSentences(compiled)
  if (!choice.test(sentences)) return sentences
  return sentences
    .replace(choice, '(inputs, options) => isBaseLocale(options) ? $1 : $2')
    .replace('import { getLocale, experimentalStaticLocale }', 'import { isBaseLocale }')
}

function inlineSentences(compiled: string): string {
  const sentences = new Map([...compiled.matchAll(sentence)].map(([, name, words]) => [name!, words!]))
  const choosing = compiled.replace(sentence, '')
  const names = [...choosing.matchAll(called)].map(([, name]) => name!)
  if (names.length !== sentences.size || !names.every((name) => sentences.has(name))) return compiled
  return choosing.replace(
    called,
    (_, name: string) => `return ${sentences.get(name)!.replaceAll('${i?.', '${inputs?.')}`,
  )
}
