/**
 * Search: the parameters of a search for practices. All of them are in the page's address, so a search can be sent as a link.
 *
 * Shapes   `after` is the last row of the previous page: its sort key, the moment of publishing, and the id.
 */
import { z } from 'zod'
import { choice, id, line, optional, within } from '../fields.ts'
import { halfWidth } from '../typed.ts'
import { adoptedBy, practiceSorts } from './sorts.ts'

const indicator = () => line(6).transform((code) => halfWidth(code).toUpperCase())

/** A mistyped or cut-off address finds more rows, not none. */
const orAny = <T extends z.ZodType>(field: T) => z.union([optional(field), z.unknown().transform(() => undefined)])

export const PracticeSearch = z.strictObject({
  q: optional(line(200)),
  member: orAny(line(32)),
  indicator: orAny(indicator()),
  adopted: orAny(choice(adoptedBy)),
  sort: orAny(choice(practiceSorts)),
  after: orAny(
    z
      .string()
      .refine(...within(100, 'fields.malformed'))
      .regex(/^[as]~\d{1,9}~[-+:. 0-9]{10,40}~[0-9a-f-]{36}$/u, { error: 'fields.malformed' }),
  ),
})
export type PracticeSearch = z.infer<typeof PracticeSearch>

export type Place = { loose: boolean; figure: number; at: string; id: string }

/** Parses `after`. It starts with `s` if all words were required, `a` if any of them was enough. */
export const parsePlace = (after: string): Place => {
  const [kind, figure, at, practice] = after.split('~') as [string, string, string, string]
  return { loose: kind === 'a', figure: Number(figure), at, id: practice }
}

export const formatPlace = ({ loose, figure, at, id: practice }: Place): string =>
  [loose ? 'a' : 's', figure, at, practice].join('~')

export const One = z.strictObject({
  practiceId: id(),
  version: optional(z.coerce.number().int().min(1).max(10_000)),
})
