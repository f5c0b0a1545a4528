/** zxcvbn with its 49,000 common passwords, and the words of chineseWords.ts. Loaded on demand. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { pinyin } from 'pinyin-pro'
import { chineseWords } from './chineseWords.ts'

export function createGuesser(maxLength: number): (password: string, known: string[]) => number {
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...dictionary, chinese: chineseWords },
    graphs: adjacencyGraphs,
    maxLength,
  })
  return (password, known) => zxcvbn.check(password, known).guesses
}

/** Each as it is and in pinyin: 张伟 is 张伟, zhangwei, zhang, wei and zw. */
export function toKnownWords(about: readonly string[]): string[] {
  return [...new Set(about.flatMap((text) => [text, ...text.split(/\s+/u), ...inPinyin(text)]))].filter(
    (word) => [...word].length > 1,
  )
}

function inPinyin(text: string): string[] {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })
  return [syllables.join(''), syllables.map(([initial]) => initial).join(''), ...syllables]
}
