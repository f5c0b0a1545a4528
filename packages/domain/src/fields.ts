/**
 * Fields: zod schemas for what a person types in a form, in an Excel cell or in a request, the same everywhere.
 *
 * Shapes   each field takes a string (or the value itself) and gives a clean value. Full-width digits and
 *          punctuation become half-width in numbers and days; blank means absent.
 * Units    days are ISO dates (2026-03-01) in the alliance's own calendar; money is yuan.
 * Refusals fields.required, too_long, not_a_number, not_whole, too_small, too_big, not_a_day, day_out_of_range, not_a_time, not_a_choice, not_a_phone.
 */
import { z } from 'zod'
import { minutesIn } from './calendar/clockTime.ts'
import { halfWidth, numeric, readShort } from './typed.ts'

type Bounds = { min?: number; max?: number }
/** A number, or text that somebody typed as one. */
type Figure = number | string
type Blank = '' | null | undefined

/** One line of words. */
export const line = (max = 120) => words(max, (typed) => typed.replace(/\s+/gu, ' '))

/** Words over several lines. */
export const paragraph = (max = 4000) => words(max, (typed) => typed.replace(/\r\n?/gu, '\n'))

export const whole = ({ min = 0, max = 1_000_000 }: Bounds = {}) =>
  z.preprocess(
    (typed: Figure | Blank) => numeric(typed),
    z
      .number({ error: missingOr('fields.not_a_number') })
      .refine(Number.isInteger, { error: 'fields.not_whole' })
      .refine((n) => n >= min, { error: 'fields.too_small', params: { min } })
      .refine((n) => n <= max, { error: 'fields.too_big', params: { max } })
      .meta({ type: 'integer', minimum: min, maximum: max }),
  )

export const decimal = ({ min = 0, max = 1_000_000 }: Bounds = {}) =>
  z.preprocess(
    (typed: Figure | Blank) => numeric(typed),
    z
      .number({ error: missingOr('fields.not_a_number') })
      .refine((n) => n >= min, { error: 'fields.too_small', params: { min } })
      .refine((n) => n <= max, { error: 'fields.too_big', params: { max } })
      .meta({ minimum: min, maximum: max }),
  )

/** A day on the calendar, ISO, from 2000 to 2100. Also understands 2026/3/1, 2026.3.1 and 2026年3月1日. */
export const day = () =>
  z.preprocess(
    (typed: string) => dayLike(typed),
    z.iso
      .date({ error: missingOr('fields.not_a_day') })
      .refine((typed) => '2000-01-01' <= typed && typed <= '2100-12-31', { error: 'fields.day_out_of_range' }),
  )

/** A time of day, in minutes; understands 8:30 and ８：３０. */
export const timeOfDay = () =>
  z.preprocess(
    (typed: Figure | Blank) => timeLike(typed),
    z
      .number({ error: missingOr('fields.not_a_time') })
      .refine((minutes) => Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440, { error: 'fields.not_a_time' })
      .meta({ type: 'string' }),
  )

export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess((typed: T[number]) => blankIsAbsent(typed), z.enum(values, { error: missingOr('fields.not_a_choice') }))

export const id = () =>
  z
    .string({ error: 'fields.not_a_choice' })
    .refine(...within(36, 'fields.not_a_choice'))
    .check(z.uuid({ error: 'fields.not_a_choice' }))

/** For `refine`, before a pattern: longer text is refused without running the pattern. */
export const within = (max: number, error: string) =>
  [(text: string) => text.length <= max, { error, abort: true }] as const

/** A mobile or landline number, kept as digits; of another country with a leading +. */
export const phone = () =>
  z.preprocess(
    (typed: string) => (typeof typed === 'string' ? readShort(typed, normalizePhone) || undefined : typed),
    z
      .string({ error: 'fields.required' })
      .regex(/^\+?\d{5,15}$/u, { error: 'fields.not_a_phone' })
      .meta({ format: 'phone' }),
  )

/** A box that is ticked or not, as a form sends it. */
export const tick = () =>
  z.preprocess(
    (typed: boolean | string | undefined) => typed === true || typed === 'on' || typed === 'true',
    z.boolean(),
  )

/** The field may be left blank. */
export const optional = <T extends z.ZodType>(field: T) =>
  z.preprocess((typed: z.input<T> | Blank) => blankIsAbsent(typed), field.optional())

/** Control characters, soft hyphens, and marks of width or direction: two names that differ in these alone look the same. */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu

function words(max: number, clean: (typed: string) => string) {
  // Room for characters of two UTF-16 units, and for whitespace that is removed.
  const longest = 4 * max + 1000
  const read = (typed: string) =>
    typed.length > longest ? typed : clean(typed.replace(UNSEEN, '')).trim() || undefined
  return z.preprocess(
    (typed: string) => (typeof typed === 'string' ? read(typed) : typed),
    z
      .string({ error: 'fields.required' })
      .refine((text) => text.isWellFormed(), { error: 'fields.malformed' })
      .refine((text) => text.length <= longest && [...text].length <= max, {
        error: 'fields.too_long',
        params: { max },
      })
      .meta({ maxLength: max }),
  )
}

function timeLike(typed: unknown): unknown {
  if (typeof typed !== 'string') return typed ?? undefined
  return readShort(typed, (short) => (short.trim() === '' ? undefined : (minutesIn(halfWidth(short)) ?? '?')))
}

function dayLike(typed: unknown): unknown {
  return typeof typed === 'string' ? readShort(typed, dayIn) : typed
}

function dayIn(typed: string): string | undefined {
  const plain = halfWidth(typed).trim()
  if (plain === '') return undefined
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain) ?? []
  return year && month && date ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : plain
}

/** Two numbers in one field stay as typed and are refused: joined they would be a number that nobody has. */
export const normalizePhone = (typed: string) =>
  /\d{7}[\s()-]+\d{7}/u.test(halfWidth(typed)) ? typed : stripCountryCode(stripSeparators(typed))

/** A telephone number without separators. */
export const stripSeparators = (typed: string) => halfWidth(typed).replace(/[\s()\u2010-\u2015-]/gu, '')

/** A mobile number, or a landline number with its area code, without the +86 of China. */
const stripCountryCode = (digits: string) =>
  digits.replace(/^(?:\+86|0086|86)(?=1\d{10}$)/u, '').replace(/^(?:\+86|0086)0?(?=[2-9]\d{8,10}$)/u, '0')

const blankIsAbsent = (typed: unknown) =>
  typeof typed === 'string' && typed.trim() === '' ? undefined : (typed ?? undefined)

const missingOr = (reason: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? 'fields.required' : reason

type SlugRule = {
  feature: 'tenants' | 'scorecards' | 'projects'
  min: number
  max: number
  /** The allowed characters. */
  of: keyof typeof patterns
  /** Words that are pages at this place of an address. */
  reserved: readonly string[]
}

const patterns = {
  'any script': /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u,
  ascii: /^[a-z0-9](?:-?[a-z0-9])*$/u,
  'ascii, letter first': /^[a-z](?:-?[a-z0-9])*$/u,
}

/** A slug, the name of something in addresses: words of letters and digits with single hyphens between. */
export const slug = ({ feature, min, max, of, reserved }: SlugRule) => {
  const malformed = `${feature}.slug_malformed`
  return z
    .string({ error: 'fields.required' })
    .trim()
    .toLowerCase()
    .refine(...within(2 * max, malformed))
    .refine((typed) => isWithin([...typed].length, min, max), { error: malformed, abort: true })
    .regex(patterns[of], { error: malformed })
    .refine((typed) => !reserved.includes(typed), { error: `${feature}.slug_reserved` })
}

/** The length in code points, as PostgreSQL counts; JavaScript counts UTF-16 units. */
const isWithin = (length: number, min: number, max: number) => length >= min && length <= max
