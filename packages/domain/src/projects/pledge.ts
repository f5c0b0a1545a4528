/**
 * Pledges 认领: what a community says it will bring to a joint project.
 *
 * Shapes   people, money, places or other; words, and an amount with its unit where there is one. Withdrawn pledges stay
 *          on record and count no more.
 * Units    money in yuan (元), people in 人 and places in 处 when nobody says otherwise.
 */
import { z } from 'zod'
import { choice, decimal, id, line, optional } from '../fields.ts'

export const pledgeKinds = ['people', 'money', 'places', 'other'] as const
export type PledgeKind = (typeof pledgeKinds)[number]

const usualUnits: Record<PledgeKind, string | null> = { people: '人', money: '元', places: '处', other: null }

const fields = {
  kind: choice(pledgeKinds),
  amount: optional(decimal({ min: 0.01, max: 100_000_000 })),
  unit: optional(line(8)),
  words: line(120),
}

export const NewPledge = z.strictObject({ ...fields, projectId: id() })

/** Joining, with a first pledge or none: a pledge nobody put into words was not made. */
export const Joining = z.strictObject({
  projectId: id(),
  kind: optional(fields.kind),
  amount: fields.amount,
  unit: fields.unit,
  words: optional(fields.words),
})

export type Joining = z.infer<typeof Joining>
export type Pledge = { kind: PledgeKind; amount?: number; unit?: string; words: string }

export function firstPledge({ kind, amount, unit, words }: Omit<Joining, 'projectId'>): Pledge | null {
  return words ? { kind: kind ?? 'other', amount, unit, words } : null
}

/** The amount's unit: the one said, or the kind's own. No amount, no unit. */
export const unitOf = ({ kind, amount, unit }: Omit<Pledge, 'words'>): string | null =>
  amount === undefined ? null : (unit ?? usualUnits[kind])

type Counted = { kind: PledgeKind; amount: number | null; unit: string | null; withdrawnAt: Date | null }
export type Total = { kind: PledgeKind; unit: string; amount: number }

/** Sums of what stands, by kind and unit; pledges without an amount are in words only and add nothing. */
export function totalsOf(pledges: readonly Counted[]): Total[] {
  const sums = new Map<string, Total>()
  for (const { kind, amount, unit, withdrawnAt } of pledges) {
    if (withdrawnAt || amount === null || unit === null) continue
    const key = `${kind} ${unit}`
    const sum = sums.get(key) ?? { kind, unit, amount: 0 }
    sums.set(key, { ...sum, amount: Math.round((sum.amount + amount) * 100) / 100 })
  }
  return [...sums.values()].sort((a, b) => pledgeKinds.indexOf(a.kind) - pledgeKinds.indexOf(b.kind))
}
