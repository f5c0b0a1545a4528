/** Rules for a file's size, its name, its fields, and what it must not mention. */
import { isCode, type Rule } from './house.ts'

const MAX_LINES = 250

export const noFileIsAHouseOfItsOwn: Rule = (sources) =>
  sources
    .filter(({ file }) => isCode(file) || /\.(sql|css)$/.test(file))
    .map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ file, lines }) => `${file} has ${lines} lines; look for its second noun`)

const vague = ['util', 'utils', 'helper', 'helpers', 'common', 'service', 'manager', 'data', 'info']

export const noNameIsVague: Rule = (sources) =>
  sources
    .filter(({ file }) => isCode(file))
    .flatMap(({ file, text }) => {
      const inPath = file
        .split('/')
        .map((part) => wordsOf(part).at(-1) ?? '')
        .filter((word) => vague.includes(word))
      const exported = [...text.matchAll(/^export (?:async )?(?:function|const|class|type|interface) (\w+)/gm)]
        .map(([, name]) => name!)
        .filter((name) => vague.includes(wordsOf(name).at(-1)!))
      return [...inPath, ...exported].map((name) => `${file} says "${name}", which says nothing`)
    })

function wordsOf(name: string): string[] {
  const bare = name.replace(/\.[\w.]+$/, '')
  return bare
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .filter(Boolean)
    .map((word) => word.toLowerCase())
}

const field = /<(?:input|textarea)\b(?:[^>{}]|=>|\{(?:[^{}]|\{[^{}]*\})*\})*>/g

/** Svelte puts a bare `value={…}` back over what was typed before the script came; a bound one keeps what was typed. */
export const everyTypedFieldIsBound: Rule = (sources) =>
  sources
    .filter(({ file }) => file.endsWith('.svelte'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(field)]
        .filter(
          ([tag]) => /\svalue=|\{value\}/.test(tag) && !/type="(hidden|radio|checkbox)"|\sreadonly|bind:/.test(tag),
        )
        .map(({ index }) => `${file}:${text.slice(0, index).split('\n').length} has a value that is not bound`),
    )

// Written in pieces, so that this file does not break its own rule.
const unmentionable = [
  ['..', 'shared'].join('/'),
  `.${'library'}`,
  ...['work', 'root', 'home', 'Users'].map((folder) => `/${folder}/`),
]

export const noFileKnowsTheMachineItWasWrittenOn: Rule = (sources) =>
  sources.flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line, i) =>
        unmentionable
          .filter((phrase) => startsAWord(line, phrase))
          .map((phrase) => `${file}:${i + 1} mentions ${phrase}`),
      ),
  )

/** An absolute path of a machine, which begins a word; the same letters inside one of our paths do not match. */
function startsAWord(line: string, phrase: string): boolean {
  const at = line.indexOf(phrase)
  return at >= 0 && !/[\w\])}*$.@-]/.test(line[at - 1] ?? ' ')
}
