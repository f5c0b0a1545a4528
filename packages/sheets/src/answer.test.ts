/** Every refusal and problem has a sentence in both languages, filled by its params. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { problems, refusals } from './answer.ts'

type Sentences = { refusal: Record<string, string>; problem: Record<string, string> }
const holes = (sentence: string) => [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort()

test.each(['zh-CN', 'en'])('each refusal and each problem has a sentence in %s', async (locale) => {
  const path = new URL(`../../i18n/messages/${locale}/sheets.json`, import.meta.url)
  const { refusal, problem } = JSON.parse(await readFile(path, 'utf8')) as Sentences
  expect(Object.keys(refusal).sort()).toEqual(Object.keys(refusals).sort())
  expect(Object.keys(problem).sort()).toEqual(Object.keys(problems).sort())
  for (const [code, params] of Object.entries(refusals)) expect(holes(refusal[code] ?? '')).toEqual([...params].sort())
  for (const [code, params] of Object.entries(problems)) {
    const sentence = holes(problem[code] ?? '')
    expect(sentence).toEqual(expect.arrayContaining(['row', 'column', ...params]))
    expect(['row', 'column', 'value', ...params]).toEqual(expect.arrayContaining(sentence))
  }
})
