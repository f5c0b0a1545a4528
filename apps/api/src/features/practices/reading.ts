/** In the alliance: find and read. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { addDays, dayOf, type Day } from '@bilin/domain/calendar'
import { Finding, One } from '@bilin/domain/practices/finding'
import { publicationStatus } from '@bilin/domain/practices/publication'
import { effectVerdict } from '@bilin/domain/practices/verdict'
import { excerptOf, highlight } from '@bilin/domain/search'
import type { Locale } from '@bilin/i18n'
import { z } from 'zod'
import { standingEffects, type StandingEffect } from '../../effects.ts'
import { member } from '../../trpc.ts'
import { listAdopters, listAnsweredFor, listTakenBy } from './adoptions.ts'
import { choicesFor, find, type Found } from './finding.ts'
import { downloadPractices } from './sheet.ts'
import { getShared, listFresh, listIndicators, listVersions } from './shared.ts'

const FRESH_DAYS = 30
const MOST_IN_SHEET = 5000

export const reading = {
  found: member.input(Finding).query(async ({ ctx, input }) => {
    const { db } = ctx
    const { practices, terms, loose, next } = await find(db, hereOf(ctx), input)
    const effects = await effectsFor(db, practices)
    return {
      practices: practices.map((practice) => lineOf(practice, terms, effects.get(practice.practiceId) ?? [])),
      loose,
      next,
    }
  }),

  choices: member.query(async ({ ctx }) => {
    const { members, indicators } = await choicesFor(ctx.db, hereOf(ctx))
    return { members, indicators: named(indicators, await listIndicators(ctx.db), ctx.locale) }
  }),

  /** What a practice may aim at: the indicators of the alliance's newest rubric. */
  indicators: member.query(async ({ ctx: { db, locale } }) => {
    const known = await listIndicators(db)
    return named(
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
    const answeredFor = mayAdopt ? await listAnsweredFor(db, seat.actingTenantId) : []
    const inUse = adopters.filter(({ endedOn }) => endedOn === null).map(({ listedEstateId }) => listedEstateId)
    return {
      ...practice,
      indicators: named(practice.indicators, await listIndicators(db), ctx.locale),
      standing: publicationStatus(practice, ctx.today),
      ours,
      mayAdopt,
      estates: answeredFor.filter((estate) => !inUse.includes(estate.id)),
      versions: await listVersions(db, practiceId),
      adopters: adopters.map(({ authorTenantId, listedEstateId: _estate, ...adopter }) => ({
        ...adopter,
        ours: authorTenantId === seat.actingTenantId,
      })),
      effects: (await effectsFor(db, [practice])).get(practiceId) ?? [],
      today: ctx.today,
    }
  }),

  taken: member.query(({ ctx: { db, seat } }) => listTakenBy(db, seat.actingTenantId)),

  /** What others shared since a day. */
  fresh: member.input(z.strictObject({ since: z.iso.date().optional() }).optional()).query(async ({ ctx, input }) => {
    const { db, seat, today } = ctx
    const since = new Date(`${input?.since ?? addDays(today, -FRESH_DAYS)}T00:00:00+08:00`)
    const fresh = await listFresh(db, seat.actingTenantId, since, today)
    return fresh.map(({ publishedAt, ...practice }) => ({ ...practice, publishedOn: dayOf(publishedAt) }))
  }),

  sheet: member.input(Finding.omit({ after: true })).query(async ({ ctx, input }) => {
    const { practices } = await find(ctx.db, hereOf(ctx), input, MOST_IN_SHEET)
    return downloadPractices(practices, await effectsFor(ctx.db, practices), ctx.today, ctx.locale)
  }),
}

const hereOf = ({ seat, today }: { seat: Seat; today: Day }) => ({ actingTenantId: seat.actingTenantId, today })

type Indicator = { code: string; zh: string; en: string }

/** Codes with their names, where the rubric still knows them. */
function named(codes: readonly string[], known: readonly Indicator[], locale: Locale) {
  const byCode = new Map(known.map((indicator) => [indicator.code.toUpperCase(), indicator]))
  return codes.map((code) => {
    const indicator = byCode.get(code.toUpperCase())
    return { code, name: (locale === 'en' && indicator?.en) || (indicator?.zh ?? '') }
  })
}

/** By practice, in the indicators it aims at. */
async function effectsFor(db: TenantDb, practices: readonly { practiceId: string; indicators: string[] }[]) {
  const aims = new Map(practices.map(({ practiceId, indicators }) => [practiceId, indicators]))
  const effects = await standingEffects(db, [...aims.keys()])
  return Map.groupBy(
    effects.filter(({ practiceId, indicator }) => aims.get(practiceId)?.includes(indicator)),
    ({ practiceId }) => practiceId,
  )
}

/** A line of the list: what was found is marked, and days are days, also over the wire. */
function lineOf(
  { problem, steps, cost, result, publishedAt, figure: _f, at: _a, id: _i, ...practice }: Found,
  terms: string[],
  effects: readonly StandingEffect[],
) {
  const passages = [problem, steps, result, cost]
  const plain = (text: string) => highlight(text, terms).every(({ found }) => !found)
  const passage = terms.length > 0 && plain(problem) ? (passages.find((text) => !plain(text)) ?? problem) : problem
  return {
    ...practice,
    /** Indicators that rose more with it. */
    helps: effects.filter((effect) => effectVerdict(effect) === 'more').map(({ indicator }) => indicator),
    publishedOn: dayOf(publishedAt),
    titleParts: highlight(practice.title, terms),
    excerpt: highlight(excerptOf(passage.replaceAll('\n', ' '), terms), terms),
  }
}
