/**
 * A compiled message is three functions: one a language, and one that chooses. A page has hundreds, and most are a sentence
 * long: with the sentences inside the function that chooses, a page is 2 to 3 kB gzipped lighter. What looks different, e.g.
 * for its plurals, is left as it was compiled.
 */
const sentence =
  /const (\w+) = \/\*\* @type .*? \*\/ \(i?\) => \{\n\treturn (\/\*\* @type \{LocalizedString\} \*\/ \(`(?:[^`\\]|\\.)*`\))\n\};\n\n/gu
const called = /return (\w+)\((?:inputs)?\)/gu

export function inline(compiled: string): string {
  const sentences = new Map([...compiled.matchAll(sentence)].map(([, name, words]) => [name!, words!]))
  const choosing = compiled.replace(sentence, '')
  const names = [...choosing.matchAll(called)].map(([, name]) => name!)
  if (names.length !== sentences.size || !names.every((name) => sentences.has(name))) return compiled
  return choosing.replace(
    called,
    (_, name: string) => `return ${sentences.get(name)!.replaceAll('${i?.', '${inputs?.')}`,
  )
}
