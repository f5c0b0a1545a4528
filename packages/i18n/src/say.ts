/** A sentence by its name, for refusals and other words known only while running. Server side: it reaches every message. */
import { m } from './compiled/messages.js'
import type { Locale } from './compiled/runtime.js'

type Speak = (inputs?: Record<string, unknown>, options?: { locale?: Locale }) => string

export type MessageKey = keyof typeof m
/** A message and what it mentions, to be said later in the language of whoever reads it. */
export type Sentence = { key: MessageKey; params: object }

const sentences: Readonly<Record<string, unknown>> = { ...m }
const isSpoken = (found: unknown): found is Speak => typeof found === 'function'

export const hasSentence = (key: string): boolean => Object.hasOwn(sentences, key)

/** The sentence in the reader's language, or the key itself when nobody has written one (a test finds those). */
export function say(key: string, params: object = {}, locale?: Locale): string {
  const sentence = hasSentence(key) ? sentences[key] : undefined
  return isSpoken(sentence) ? sentence({ ...params }, locale ? { locale } : {}) : key
}

export const sentence = <Key extends MessageKey>(
  key: Key,
  params: NonNullable<Parameters<(typeof m)[Key]>[0]>,
): Sentence => ({ key, params })
