/** A sentence by its name, for refusals and other words known only while running. Server side: it reaches every message. */
import { m } from './compiled/messages.js'
import type { Locale } from './compiled/runtime.js'

type Sentence = (inputs?: Record<string, unknown>, options?: { locale?: Locale }) => string

const sentences: Readonly<Record<string, unknown>> = { ...m }
const isSentence = (found: unknown): found is Sentence => typeof found === 'function'

export const hasSentence = (key: string): boolean => Object.hasOwn(sentences, key)

/** The sentence in the reader's language, or the key itself when nobody has written one (a test finds those). */
export function say(key: string, params: Record<string, unknown> = {}, locale?: Locale): string {
  const sentence = hasSentence(key) ? sentences[key] : undefined
  return isSentence(sentence) ? sentence(params, locale ? { locale } : {}) : key
}
