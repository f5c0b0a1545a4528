/**
 * A practice: what a member did about a problem, written in its own tenant and private until published.
 *
 * Shapes   a draft needs only its title; to be shared it needs the problem, the steps and the result too.
 *          Indicators are codes of the rubric it aims at, e.g. E5; place is the estate where it was done.
 * Units    `revision` counts the changes of the private text; versions count its publications in an alliance.
 * Refusals practices.incomplete, indicator_malformed, too_many_indicators, changed_meanwhile, not_at_home.
 */
import { z } from 'zod'
import { id, line, optional, paragraph, whole } from '../fields.ts'
import { halfWidth, readShort } from '../typed.ts'
import { refuse } from '../refusal.ts'

/** The texts of a practice, in the order they are read. */
export const textNames = ['problem', 'steps', 'cost', 'result'] as const
export type TextName = (typeof textNames)[number]

const MAX_INDICATORS = 12

const maybe = <T extends z.ZodType<string>>(field: T) => optional(field).transform((text) => text ?? '')

export const indicatorCodes = () =>
  z.preprocess(
    (typed: string | readonly string[] | undefined) =>
      typeof typed === 'string'
        ? [readShort(typed, (codes) => halfWidth(codes).split(/[\s,、;/]+/u))].flat()
        : (typed ?? []),
    z
      .array(z.string().transform((code) => readShort(code, halfWidth).trim().toUpperCase()))
      .transform((codes) => [...new Set(codes.filter(Boolean))])
      .pipe(
        z
          .array(z.string().regex(/^[A-Z][A-Z0-9]{0,5}$/u, { error: 'practices.indicator_malformed' }))
          .max(MAX_INDICATORS, { error: 'practices.too_many_indicators' }),
      ),
  )

export const PracticeDraft = z.strictObject({
  title: line(60),
  problem: maybe(paragraph(2000)),
  steps: maybe(paragraph(4000)),
  cost: maybe(paragraph(1000)),
  result: maybe(paragraph(2000)),
  place: maybe(line(60)),
  indicators: indicatorCodes(),
})
export type PracticeDraft = z.infer<typeof PracticeDraft>

/** The editor may make the id, so that a draft sent twice is saved once. */
export const NewPractice = PracticeDraft.extend({ id: id().optional() })
export const OnePractice = z.strictObject({ practiceId: id() })
export const PracticeChange = PracticeDraft.extend({ practiceId: id(), revision: whole() })
export const PracticeDiscarding = OnePractice.extend({ revision: whole() })

/** The texts that are missing before it can be shared. */
export const missingIn = (draft: Record<TextName, string>): TextName[] =>
  (['problem', 'steps', 'result'] as const).filter((name) => draft[name] === '')

export function assertShareable(draft: Record<TextName, string>): void {
  const [first] = missingIn(draft)
  if (first) refuse('invalid', 'practices.incomplete', { field: first })
}

/** Refuses to change or share a text that somebody else has changed since it was loaded. */
export function assertUnchanged(revision: number, seen: number): void {
  if (revision !== seen) refuse('conflict', 'practices.changed_meanwhile')
}

/** Practices are written in the member's own tenant; in an alliance they are read and adopted. */
export function assertInOwnTenant(seat: { tenantId: string; actingTenantId: string; actingTenantKind: string }): void {
  if (seat.tenantId !== seat.actingTenantId || seat.actingTenantKind === 'alliance')
    refuse('not_found', 'practices.not_at_home')
}
