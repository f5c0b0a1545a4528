/**
 * How hard a password is to guess, by zxcvbn: lists of common ones, words of ours in pinyin, dates, sequences, keyboard rows, and what
 * others know of the person. About 12 MB once loaded, so it is loaded when the first password is set.
 *
 * Units    guesses, on average, by somebody who tries the likely ones first.
 * Source   docs/decisions/0053-a-password-withstands-two-years-of-guessing.md
 */
import { halfWidth } from '@bilin/domain/typed'

/** What signing in lets through to one account in two years: 60 guesses each 15 minutes are 2.1 million a year. */
const MIN_GUESSES = 5_000_000
/** Longer ones are judged by their beginning; the work grows with the square of the length. */
const MAX_JUDGED = 64

/** `about` is what others know: name, phone, organisation. Refused too is a mobile number of anybody, which spaces or +86 do not hide. */
export async function isEasyToGuess(password: string, about: readonly string[] = []): Promise<boolean> {
  const typed = halfWidth(password.normalize('NFKC'))
  if (MOBILE_NUMBER.test(typed.replaceAll(/[\s-]/gu, ''))) return true
  const { guess, toKnownWords } = await (loading ??= loadGuesser())
  const known = toKnownWords(about)
  // A dot or hyphen between name and year makes two words of it, and few things harder.
  const readings = [typed, typed.replaceAll(/[^\p{L}\p{N}]/gu, '')]
  return Math.min(...readings.map((reading) => guess(reading, known))) < MIN_GUESSES
}

const MOBILE_NUMBER = /^(?:\+?86)?1[3-9]\d{9}$/u

let loading: ReturnType<typeof loadGuesser> | undefined

async function loadGuesser() {
  const { createGuesser, toKnownWords } = await import('./guesser.ts')
  return { guess: createGuesser(MAX_JUDGED), toKnownWords }
}
