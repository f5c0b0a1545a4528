import { z } from 'zod'
import { toShownObstacle } from './obstacle.ts'
import { rowsAfter, toPage } from '../../../rooms/page.ts'
import { readTogether } from '../../../rooms/together.ts'
import { coordinating } from '../procedures.ts'
import type { Proposal } from './solve.ts'
import { selectComputation } from './computations.ts'
import { buildRotaProblem } from './problem.ts'
import { selectRota, toRotaSettings, loadPlanningSnapshot, type PlanningSnapshot } from './queries.ts'
import { computeFingerprint } from './accept.ts'
import { getRound } from '../rounds/queries.ts'
import { compareNames } from '@bilin/domain/spelling/order'

const states = ['planned', 'late', 'begun', 'submitted', 'stranded'] as const
const Asked = z.strictObject({
  slug: z.string().max(40),
  by: z.enum(['estate', 'reviewer']).default('estate'),
  estate: z.string().max(40).default(''),
  state: z.string().max(20).default(''),
  /** Part of an estate's, a reviewer's or a community's name. */
  search: z.string().max(60).default(''),
  /** The id of the last visit of the previous page. */
  after: z.string().max(40).default(''),
  /** All visits on one page, for printing. */
  whole: z.boolean().default(false),
})

const A_PAGE = 100
const OFFERED = 100
const SHOWN_OF_PROPOSAL = 40

export const planProcedures = {
  /** Everything that the coordinator's page shows of the plan, with one page of its visits. */
  plan: coordinating('scorecards.plan')
    .input(Asked)
    .query(async ({ ctx: { db, seat, today }, input: asked }) => {
      const round = await getRound(db, asked.slug)
      const [snapshot, { rotas, computations }] = await Promise.all([
        loadPlanningSnapshot(db, seat.tenantId, round, today),
        readTogether(db, { rotas: selectRota(db, round.id), computations: selectComputation(db, round.id) }),
      ])
      const [[saved], [computation]] = [rotas, computations]
      const settings = toRotaSettings(saved)
      const { problem } = buildRotaProblem(round, snapshot, settings)
      const waiting = saved?.proposal as Proposal | null | undefined
      const visits = snapshot.visits.map((visit) => ({ ...visit, state: getState(visit, snapshot) }))
      const matching = visits.filter(
        ({ estateId, estate, reviewerTitle, communityName }) =>
          (!asked.estate || estateId === asked.estate) &&
          (!asked.search || [estate, reviewerTitle, communityName].some((name) => name.includes(asked.search))),
      )
      const found = matching
        .filter(({ state }) => !asked.state || state === asked.state)
        .toSorted(asked.by === 'reviewer' ? byReviewer : byEstate)
      const { rows, next } = toPage(rowsAfter(found, asked.after, getId), A_PAGE, getId)
      const requiredVisits = new Map(snapshot.requiredVisits.map((known) => [known.estateId, known.requiredVisits]))
      const maxVisits = new Map(snapshot.maxVisits.map((known) => [known.seatId, known.maxVisits]))
      const matches = (name: string) => !asked.search || name.includes(asked.search)
      return {
        settings,
        planned: visits.length,
        counts: Object.fromEntries(
          states.map((state) => [state, matching.filter((visit) => visit.state === state).length]),
        ) as Record<(typeof states)[number], number>,
        visits: asked.whole ? found : rows,
        found: found.length,
        next: asked.whole ? null : next,
        stranded: snapshot.stranded.map(({ id, estate, reviewerTitle, why, savedAt }) => ({
          id,
          estate,
          reviewerTitle,
          why,
          begun: savedAt !== null,
        })),
        changed: changedCompanies(snapshot),
        proposal: waiting ? toShownProposal(waiting, snapshot, waiting.made !== computeFingerprint(problem)) : null,
        running: computation && !computation.failed ? computation : null,
        failed: computation?.failed ?? false,
        usableDays: problem.days?.length ?? null,
        people: snapshot.reviewers.length,
        estateCount: snapshot.estates.length,
        unplaced: problem.estates.filter(({ lat }) => lat === null).length,
        estates: snapshot.estates
          .filter(({ name, estateId }) => matches(name) || estateId === asked.estate)
          .slice(0, OFFERED)
          .map(({ estateId, name, companyId, companyName }) => ({
            estateId,
            name,
            companyId,
            companyName,
            requiredVisits: requiredVisits.get(estateId) ?? null,
          })),
        reviewers: snapshot.reviewers
          .filter(({ title, member }) => matches(title) || matches(member))
          .slice(0, OFFERED)
          .map(({ seatId, title, member, memberId, kind }) => ({
            seatId,
            title,
            member,
            memberId,
            kind,
            maxVisits: maxVisits.get(seatId) ?? null,
          })),
        exceptions: {
          estates: snapshot.estates
            .filter(({ estateId }) => requiredVisits.has(estateId))
            .map(({ estateId, name }) => ({ estateId, name, requiredVisits: requiredVisits.get(estateId)! })),
          people: snapshot.reviewers
            .filter(({ seatId }) => maxVisits.has(seatId))
            .map(({ seatId, title }) => ({ seatId, title, maxVisits: maxVisits.get(seatId)! })),
        },
      }
    }),
}

type Visit = PlanningSnapshot['visits'][number]

function getState(visit: Visit, { stranded, today }: PlanningSnapshot): (typeof states)[number] {
  if (visit.submittedAt) return 'submitted'
  if (stranded.some(({ id }) => id === visit.id)) return 'stranded'
  if (visit.savedAt) return 'begun'
  return visit.plannedOn && visit.plannedOn < today ? 'late' : 'planned'
}

const getId = ({ id }: Visit) => id

const byReviewer = (a: Visit, b: Visit) =>
  compareNames(a.reviewerTitle, b.reviewerTitle) ||
  compareNames(a.plannedOn ?? '9999', b.plannedOn ?? '9999') ||
  compareNames(a.estate, b.estate)
const byEstate = (a: Visit, b: Visit) =>
  compareNames(a.communityName, b.communityName) ||
  compareNames(a.estate, b.estate) ||
  compareNames(a.reviewerTitle, b.reviewerTitle)

/** Estates whose company has changed since the round was planned. The round keeps the planned company. */
const changedCompanies = ({ estates, places }: PlanningSnapshot) =>
  estates.flatMap(({ estateId, name, companyId, companyName }) => {
    const now = places.find((place) => place.estateId === estateId)
    return now && now.companyId !== companyId ? [{ estateId, name, then: companyName, now: now.companyName }] : []
  })

function toShownProposal(proposal: Proposal, { estates, reviewers }: PlanningSnapshot, outOfDate: boolean) {
  const { replaced } = proposal
  if (!proposal.rota) return { replaced, outOfDate, rota: null, obstacle: toShownObstacle(proposal.obstacle) }
  const estate = new Map(estates.map(({ estateId, name }) => [estateId, name]))
  const reviewer = new Map(reviewers.map(({ seatId, title }) => [seatId, title]))
  const { pairs, dated, facts } = proposal.rota
  const shown = pairs.slice(0, SHOWN_OF_PROPOSAL).map(({ seatId, estateId, day }) => ({
    key: `${seatId} ${estateId}`,
    estate: estate.get(estateId) ?? '',
    reviewer: reviewer.get(seatId) ?? '',
    day,
  }))
  return {
    replaced,
    outOfDate,
    rota: { facts, visits: pairs.length, dated: dated.length, shown },
    obstacle: null,
  }
}
