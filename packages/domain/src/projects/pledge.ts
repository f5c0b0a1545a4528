/**
 * Pledges 认领: what a community says it will bring to a joint project. Has no zod schemas, so that pages stay small.
 *
 * Shapes   people, money, places or other; words, and an amount with its unit where there is one. Withdrawn pledges stay
 *          on record and do not count.
 * Units    money in yuan (元), people in 人 and places in 处 when nobody says otherwise.
 */
export const pledgeKinds = ['people', 'money', 'places', 'other'] as const
export type PledgeKind = (typeof pledgeKinds)[number]

const usualUnits: Record<PledgeKind, string | null> = { people: '人', money: '元', places: '处', other: null }

export type Pledge = { kind: PledgeKind; amount?: number; unit?: string; words: string }

/** The unit of the amount: the one given, or the kind's default; null without an amount. */
export const getUnit = ({ kind, amount, unit }: Omit<Pledge, 'words'>): string | null =>
  amount === undefined ? null : (unit ?? usualUnits[kind])

type Counted = { kind: PledgeKind; amount: number | null; unit: string | null; withdrawnAt: Date | null }
export type Total = { kind: PledgeKind; unit: string; amount: number }

/** Sums of the pledges that are not withdrawn, by kind and unit; pledges without an amount add nothing. */
export function sumPledges(pledges: readonly Counted[]): Total[] {
  const sums = new Map<string, Total>()
  for (const { kind, amount, unit, withdrawnAt } of pledges) {
    if (withdrawnAt || amount === null || unit === null) continue
    const key = `${kind} ${unit}`
    const sum = sums.get(key) ?? { kind, unit, amount: 0 }
    sums.set(key, { ...sum, amount: Math.round((sum.amount + amount) * 100) / 100 })
  }
  return [...sums.values()].sort((a, b) => pledgeKinds.indexOf(a.kind) - pledgeKinds.indexOf(b.kind))
}
