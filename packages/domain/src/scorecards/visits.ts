/**
 * Visits: who may look at which compound, and a first proposal of who does.
 *
 * Shapes   a visitor is a seat of a member; nobody visits a compound that their own company serves or that lies in their
 *          own community, and nobody the same compound twice in a round. The proposal gives every compound the visits
 *          asked for, loads that differ by at most one where the rules allow it, company and community people mixed on
 *          each compound, and one connected graph of visitors and compounds where the rules allow it, since scores can
 *          only be compared along visitors two compounds share. The same input gives the same proposal. Visits already
 *          planned are kept and counted. `turn` counts the rounds before, so that others come to a compound this time.
 * Refusals scorecards.own_company, own_compound, too_few_visitors.
 * Source   balancing moves a visit along a shortest path from the busiest to the idlest (augmenting path); joining swaps
 *          two visits of different components, one of which lies on a cycle. Travel, absences and scale: not yet.
 */
import { z } from 'zod'
import { day, id, optional, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { balance, join, mix } from './visits/improve.ts'
import { addVisitor, begin, movable } from './visits/plan.ts'

export type Visitor = { seatId: string; memberId: string; kind: 'community' | 'company' }
export type Compound = { estateId: string; name: string; companyId: string; communityId: string }
export type Pair = { seatId: string; estateId: string }

export const NewVisit = z.strictObject({
  roundId: id(),
  estateId: id(),
  seatId: id(),
  plannedOn: optional(day()),
})
export const Proposal = z.strictObject({
  roundId: id(),
  perEstate: whole({ min: 1, max: 20 }).default(4),
  /** Only these seats; all that may visit when left out. */
  seatIds: z.array(id()).max(3000).optional(),
})

/** How far the list of visitors is turned from one round to the next. */
const STRIDE = 3

/** Refuses somebody who would judge what is their own. */
export function mayVisit(
  { memberId }: Pick<Visitor, 'memberId'>,
  compound: Pick<Compound, 'companyId' | 'communityId'>,
): void {
  if (memberId === compound.companyId) refuse('invalid', 'scorecards.own_company', { field: 'seatId' })
  if (memberId === compound.communityId) refuse('invalid', 'scorecards.own_compound', { field: 'seatId' })
}

/** The visits still to be planned, beside those that are. */
export function proposeVisits(
  visitors: readonly Visitor[],
  compounds: readonly Compound[],
  perEstate: number,
  { planned = [], turn = 0 }: { planned?: readonly Pair[]; turn?: number } = {},
): Pair[] {
  const first = visitors.length > 0 ? (turn * STRIDE) % visitors.length : 0
  const inTurn = [...visitors.slice(first), ...visitors.slice(0, first)]
  const plan = begin(inTurn, compounds, planned)
  for (let turn = 0; turn < perEstate; turn++) {
    for (const [at, { name }] of compounds.entries()) {
      if (plan.at[at]!.size > turn || addVisitor(plan, at)) continue
      refuse('conflict', 'scorecards.too_few_visitors', { params: { estate: name, count: perEstate } })
    }
  }
  balance(plan)
  join(plan)
  mix(plan)
  return movable(plan).map(({ compound, visitor }) => ({
    seatId: inTurn[visitor]!.seatId,
    estateId: compounds[compound]!.estateId,
  }))
}
