/** Messages by a key that is known only at run time, such as a refusal's. Server only, because it imports every message. */
import { m } from './compiled/messages.js'
import type { Locale } from './compiled/runtime.js'

type Speak = (inputs?: Record<string, unknown>, options?: { locale?: Locale }) => string

export type MessageKey = keyof typeof m
/** A message's key and params, to be formatted later in the reader's language. */
export type Sentence = { key: MessageKey; params: object }

const sentences: Readonly<Record<string, unknown>> = { ...m }
const isSpoken = (found: unknown): found is Speak => typeof found === 'function'

export const hasSentence = (key: string): boolean => Object.hasOwn(sentences, key)

/** The message in the reader's language, or the key itself if there is no such message (a test finds those). */
export function say(key: string, params: object = {}, locale?: Locale): string {
  const sentence = hasSentence(key) ? sentences[key] : undefined
  return isSpoken(sentence) ? sentence({ ...params }, locale ? { locale } : {}) : key
}

export const sentence = <Key extends MessageKey>(
  key: Key,
  params: NonNullable<Parameters<(typeof m)[Key]>[0]>,
): Sentence => ({ key, params })
