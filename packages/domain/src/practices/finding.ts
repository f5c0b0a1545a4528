/**
 * Finding: what one may ask of an alliance's practices. All of it stands in the address, so a search can be sent on.
 *
 * Shapes   `after` is where the page before ended: the sort's own figure, the moment of publishing, and the id.
 */
import { z } from 'zod'
import { choice, id, line, optional, within } from '../fields.ts'
import { halfWidth } from '../typed.ts'
import { adoptedBy, practiceSorts } from './sorts.ts'

const indicator = () => line(6).transform((code) => halfWidth(code).toUpperCase())

/** An address somebody cut or mistyped finds more, not nothing. */
const orAny = <T extends z.ZodType>(field: T) => z.union([optional(field), z.unknown().transform(() => undefined)])

export const Finding = z.strictObject({
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
export type Finding = z.infer<typeof Finding>

export type Place = { loose: boolean; figure: number; at: string; id: string }

/** `s` was found strictly, `a` by any of the words, when nothing had them all. */
export const placeOf = (after: string): Place => {
  const [kind, figure, at, practice] = after.split('~') as [string, string, string, string]
  return { loose: kind === 'a', figure: Number(figure), at, id: practice }
}

export const placed = ({ loose, figure, at, id: practice }: Place): string =>
  [loose ? 'a' : 's', figure, at, practice].join('~')

export const One = z.strictObject({
  practiceId: id(),
  version: optional(z.coerce.number().int().min(1).max(10_000)),
})
