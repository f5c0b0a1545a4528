import { whole } from '@bilin/domain/fields'
import { z } from 'zod'
import { shownOf } from './obstacle.ts'
import { coordinating } from '../procedures.ts'
import type { Proposal } from './solve.ts'
import { getComputationOfRound } from './computations.ts'
import { getRota, getRotaSettings, loadPlanningSnapshot, buildRotaProblem, type PlanningSnapshot } from './queries.ts'
import { computeFingerprint } from './accept.ts'
import { getRound } from '../rounds/queries.ts'

const states = ['planned', 'late', 'begun', 'submitted', 'stranded'] as const
const Asked = z.strictObject({
  slug: z.string().max(40),
  by: z.enum(['estate', 'reviewer']).default('estate'),
  estate: z.string().max(40).default(''),
  state: z.string().max(20).default(''),
  /** Letters of an estate's, a reviewer's or a community's name. */
  search: z.string().max(60).default(''),
  page: whole({ min: 1, max: 10_000 }).default(1),
  /** Everything on one page, to be printed. */
  whole: z.boolean().default(false),
})

const A_PAGE = 100
const OFFERED = 100
const SHOWN_OF_PROPOSAL = 40

export const planProcedures = {
  /** All about the plan of visits that the coordinator's page shows, with one page of its visits. */
  plan: coordinating('scorecards.plan')
    .input(Asked)
    .query(async ({ ctx: { db, seat, today }, input: asked }) => {
      const round = await getRound(db, asked.slug)
      const standing = await loadPlanningSnapshot(db, seat.tenantId, round, today)
      const settings = await getRotaSettings(db, round.id)
      const { wish } = buildRotaProblem(round, standing, settings)
      const waiting = (await getRota(db, round.id))?.proposal as Proposal | null | undefined
      const computation = await getComputationOfRound(db, round.id)
      const visits = standing.visits.map((visit) => ({ ...visit, state: stateOf(visit, standing) }))
      const matching = visits.filter(
        ({ estateId, estate, reviewerTitle, communityName }) =>
          (!asked.estate || estateId === asked.estate) &&
          (!asked.search || [estate, reviewerTitle, communityName].some((name) => name.includes(asked.search))),
      )
      const found = matching
        .filter(({ state }) => !asked.state || state === asked.state)
        .toSorted(asked.by === 'reviewer' ? byReviewer : byEstate)
      const pages = Math.max(1, Math.ceil(found.length / A_PAGE))
      const page = Math.min(asked.page, pages)
      const wanted = new Map(standing.wanted.map((known) => [known.estateId, known.wanted]))
      const most = new Map(standing.most.map((known) => [known.seatId, known.most]))
      const matches = (name: string) => !asked.search || name.includes(asked.search)
      return {
        settings,
        planned: visits.length,
        counts: Object.fromEntries(
          states.map((state) => [state, matching.filter((visit) => visit.state === state).length]),
        ) as Record<(typeof states)[number], number>,
        visits: asked.whole ? found : found.slice((page - 1) * A_PAGE, page * A_PAGE),
        found: found.length,
        page,
        pages: asked.whole ? 1 : pages,
        stranded: standing.stranded.map(({ id, estate, reviewerTitle, why, savedAt }) => ({
          id,
          estate,
          reviewerTitle,
          why,
          begun: savedAt !== null,
        })),
        changed: changedCompanies(standing),
        proposal: waiting ? shortened(waiting, standing, waiting.made !== computeFingerprint(wish)) : null,
        running: computation && !computation.failed ? computation : null,
        failed: computation?.failed ?? false,
        usableDays: wish.days?.length ?? null,
        people: standing.reviewers.length,
        estateCount: standing.estates.length,
        unplaced: wish.estates.filter(({ lat }) => lat === null).length,
        estates: standing.estates
          .filter(({ name, estateId }) => matches(name) || estateId === asked.estate)
          .slice(0, OFFERED)
          .map(({ estateId, name, companyId, companyName }) => ({
            estateId,
            name,
            companyId,
            companyName,
            wanted: wanted.get(estateId) ?? null,
          })),
        reviewers: standing.reviewers
          .filter(({ title, member }) => matches(title) || matches(member))
          .slice(0, OFFERED)
          .map(({ seatId, title, member, memberId, kind }) => ({
            seatId,
            title,
            member,
            memberId,
            kind,
            most: most.get(seatId) ?? null,
          })),
        exceptions: {
          estates: standing.estates
            .filter(({ estateId }) => wanted.has(estateId))
            .map(({ estateId, name }) => ({ estateId, name, wanted: wanted.get(estateId)! })),
          people: standing.reviewers
            .filter(({ seatId }) => most.has(seatId))
            .map(({ seatId, title }) => ({ seatId, title, most: most.get(seatId)! })),
        },
      }
    }),
}

type Visit = PlanningSnapshot['visits'][number]

function stateOf(visit: Visit, { stranded, today }: PlanningSnapshot): (typeof states)[number] {
  if (visit.submittedAt) return 'submitted'
  if (stranded.some(({ id }) => id === visit.id)) return 'stranded'
  if (visit.savedAt) return 'begun'
  return visit.plannedOn && visit.plannedOn < today ? 'late' : 'planned'
}

const compare = (a: string, b: string) => a.localeCompare(b, 'zh-CN')
const byReviewer = (a: Visit, b: Visit) =>
  compare(a.reviewerTitle, b.reviewerTitle) ||
  compare(a.plannedOn ?? '9', b.plannedOn ?? '9') ||
  compare(a.estate, b.estate)
const byEstate = (a: Visit, b: Visit) =>
  compare(a.communityName, b.communityName) || compare(a.estate, b.estate) || compare(a.reviewerTitle, b.reviewerTitle)

/** Estates that another company serves today than when the round was planned; they are judged as planned. */
const changedCompanies = ({ estates, places }: PlanningSnapshot) =>
  estates.flatMap(({ estateId, name, companyId, companyName }) => {
    const now = places.find((place) => place.estateId === estateId)
    return now && now.companyId !== companyId ? [{ estateId, name, then: companyName, now: now.companyName }] : []
  })

function shortened(proposal: Proposal, { estates, reviewers }: PlanningSnapshot, outOfDate: boolean) {
  const { replaced } = proposal
  if (!proposal.rota) return { replaced, outOfDate, rota: null, obstacle: shownOf(proposal.obstacle) }
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
