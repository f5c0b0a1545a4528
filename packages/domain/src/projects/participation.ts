/**
 * Joining: a community comes into a project, with a first pledge or none, and pledges more when it wishes.
 *
 * Refusals those of fields.ts.
 */
import { z } from 'zod'
import { choice, decimal, id, line, optional } from '../fields.ts'
import { pledgeKinds, type Pledge } from './pledge.ts'

const fields = {
  kind: choice(pledgeKinds),
  amount: optional(decimal({ min: 0.01, max: 100_000_000 })),
  unit: optional(line(8)),
  words: line(120),
}

export const NewPledge = z.strictObject({ ...fields, projectId: id() })

export const Joining = z.strictObject({
  projectId: id(),
  kind: optional(fields.kind),
  amount: fields.amount,
  unit: fields.unit,
  words: optional(fields.words),
})

export const Declining = z.strictObject({ projectId: id(), words: optional(line(120)) })
export const PledgeWithdrawal = z.strictObject({ pledgeId: id() })

export type Joining = z.infer<typeof Joining>

/** A first pledge without text counts as none. */
export function firstPledge({ kind, amount, unit, words }: Omit<Joining, 'projectId'>): Pledge | null {
  return words ? { kind: kind ?? 'other', amount, unit, words } : null
}
