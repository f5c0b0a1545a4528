/** The procedures for practices shared in an alliance: search and read. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { addDays, toDay, type Day } from '@bilin/domain/calendar'
import { PracticeSearch, One } from '@bilin/domain/practices/search'
import { publicationStatus } from '@bilin/domain/practices/publication'
import { effectVerdict } from '@bilin/domain/practices/verdict'
import { makeExcerpt, highlight } from '@bilin/domain/search'
import type { Locale } from '@bilin/i18n'
import { z } from 'zod'
import { listLatestEffects, type LatestEffect } from '../../effects.ts'
import { member } from '../../trpc.ts'
import { listAdopters, listAdoptableEstates, listOwnAdoptions } from './adoptions.ts'
import { listChoices, find, type Found } from './search.ts'
import { downloadPractices } from './sheet.ts'
import { getShared, listRecentlyShared, listIndicators, listPracticeVersions } from './shared.ts'

const FRESH_DAYS = 30
const MAX_IN_SHEET = 5000

export const sharedPractices = {
  found: member.input(PracticeSearch).query(async ({ ctx, input }) => {
    const { db } = ctx
    const { practices, terms, loose, next } = await find(db, toViewer(ctx), input)
    const effects = await listEffectsByPractice(db, practices)
    return {
      practices: practices.map((practice) => toListItem(practice, terms, effects.get(practice.practiceId) ?? [])),
      loose,
      next,
    }
  }),

  choices: member.query(async ({ ctx }) => {
    const { members, indicators } = await listChoices(ctx.db, toViewer(ctx))
    return { members, indicators: withNames(indicators, await listIndicators(ctx.db), ctx.locale) }
  }),

  /** What a practice may aim at: the indicators of the alliance's newest rubric. */
  indicators: member.query(async ({ ctx: { db, locale } }) => {
    const known = await listIndicators(db)
    return withNames(
      known.map(({ code }) => code),
      known,
      locale,
    )
  }),

  shared: member.input(One).query(async ({ ctx, input: { practiceId, version } }) => {
    const { db, seat } = ctx
    const practice = await getShared(db, practiceId, version)
    const adopters = await listAdopters(db, practiceId)
    const ours = practice.authorTenantId === seat.actingTenantId
    const mayAdopt = !ours && practice.supersededAt === null && ['community', 'company'].includes(seat.actingTenantKind)
    const answeredFor = mayAdopt ? await listAdoptableEstates(db, seat.actingTenantId) : []
    const inUse = adopters.filter(({ endedOn }) => endedOn === null).map(({ listedEstateId }) => listedEstateId)
    return {
      ...practice,
      indicators: withNames(practice.indicators, await listIndicators(db), ctx.locale),
      status: publicationStatus(practice, ctx.today),
      ours,
      mayAdopt,
      estates: answeredFor.filter((estate) => !inUse.includes(estate.id)),
      versions: await listPracticeVersions(db, practiceId),
      adopters: adopters.map(({ authorTenantId, listedEstateId: _estate, ...adopter }) => ({
        ...adopter,
        ours: authorTenantId === seat.actingTenantId,
      })),
      effects: (await listEffectsByPractice(db, [practice])).get(practiceId) ?? [],
      today: ctx.today,
    }
  }),

  taken: member.query(({ ctx: { db, seat } }) => listOwnAdoptions(db, seat.actingTenantId)),

  /** Practices that other members have published since a day. */
  fresh: member.input(z.strictObject({ since: z.iso.date().optional() }).optional()).query(async ({ ctx, input }) => {
    const { db, seat, today } = ctx
    const since = new Date(`${input?.since ?? addDays(today, -FRESH_DAYS)}T00:00:00+08:00`)
    const fresh = await listRecentlyShared(db, seat.actingTenantId, since, today)
    return fresh.map(({ publishedAt, ...practice }) => ({ ...practice, publishedOn: toDay(publishedAt) }))
  }),

  sheet: member.input(PracticeSearch.omit({ after: true })).query(async ({ ctx, input }) => {
    const { practices } = await find(ctx.db, toViewer(ctx), input, MAX_IN_SHEET)
    return downloadPractices(practices, await listEffectsByPractice(ctx.db, practices), ctx.today, ctx.locale)
  }),
}

const toViewer = ({ seat, today }: { seat: Seat; today: Day }) => ({
  tenantId: seat.tenantId,
  actingTenantId: seat.actingTenantId,
  today,
})

type Indicator = { code: string; zh: string; en: string }

/** Indicator codes with their names; the name is empty where the newest rubric no longer has the code. */
function withNames(codes: readonly string[], known: readonly Indicator[], locale: Locale) {
  const byCode = new Map(known.map((indicator) => [indicator.code.toUpperCase(), indicator]))
  return codes.map((code) => {
    const indicator = byCode.get(code.toUpperCase())
    return { code, name: (locale === 'en' && indicator?.en) || (indicator?.zh ?? '') }
  })
}

/** The latest effects of each practice, on the indicators that it aims at. */
async function listEffectsByPractice(db: TenantDb, practices: readonly { practiceId: string; indicators: string[] }[]) {
  const aims = new Map(practices.map(({ practiceId, indicators }) => [practiceId, indicators]))
  const effects = await listLatestEffects(db, [...aims.keys()])
  return Map.groupBy(
    effects.filter(({ practiceId, indicator }) => aims.get(practiceId)?.includes(indicator)),
    ({ practiceId }) => practiceId,
  )
}

/** A practice as the list shows it: matches of the query are marked, and moments become days. */
function toListItem(
  { problem, steps, cost, result, publishedAt, figure: _f, at: _a, id: _i, ...practice }: Found,
  terms: string[],
  effects: readonly LatestEffect[],
) {
  const passages = [problem, steps, result, cost]
  const plain = (text: string) => highlight(text, terms).every(({ found }) => !found)
  const passage = terms.length > 0 && plain(problem) ? (passages.find((text) => !plain(text)) ?? problem) : problem
  return {
    ...practice,
    /** Indicators that rose more in estates that adopted it. */
    helps: effects.filter((effect) => effectVerdict(effect) === 'more').map(({ indicator }) => indicator),
    publishedOn: toDay(publishedAt),
    titleParts: highlight(practice.title, terms),
    excerpt: highlight(makeExcerpt(passage.replaceAll('\n', ' '), terms), terms),
  }
}
