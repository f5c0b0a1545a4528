/** A sentence by its name, for refusals and other words known only while running. Server side: it reaches every message. */
import { m } from './compiled/messages.js'
import type { Locale } from './compiled/runtime.js'

type Sentence = (inputs?: Record<string, unknown>, options?: { locale?: Locale }) => string

const sentences = m as unknown as Record<string, Sentence | undefined>

export const hasSentence = (key: string): boolean => key in sentences

/** The sentence in the reader's language, or the key itself when nobody has written one (a test finds those). */
export function say(key: string, params: Record<string, unknown> = {}, locale?: Locale): string {
  return sentences[key]?.(params, locale ? { locale } : {}) ?? key
}
