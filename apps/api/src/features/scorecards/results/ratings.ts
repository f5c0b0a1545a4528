/** Rows that a publication adds about the marks: their variances, each reviewer's severity, and the exemplars. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Adjustment } from '@bilin/domain/scorecards/results/adjust'
import { chooseExemplars } from '@bilin/domain/scorecards/results/exemplar'
import { NEWEST, toRule, type ScoringRule } from '@bilin/domain/scorecards/results/rating/rule'
import { sql } from 'kysely'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

type Of = { roundId: string; version: number }
type Card = {
  estate: { estateId: string; name: string; communityName: string; companyName: string }
  disclosed: boolean
  indicators: readonly { code: string; percent: number | null; capped: boolean }[]
}

export async function insertRatings(db: TenantDb, of: Of, { subjects, severities }: Adjustment) {
  const ratings = subjects.map(({ about, values, mean, sd, icc, severityShare, noiseShare }) => ({
    ...of,
    about,
    marks: values,
    mean,
    estateSd: sd.estate,
    severitySd: sd.reviewer,
    noiseSd: sd.noise,
    estateShare: icc,
    severityShare,
    noiseShare,
  }))
  const own = severities.map(({ reviewer, severity, low, high, visits }) => ({
    ...of,
    reviewerSeatId: reviewer,
    visits,
    points: severity,
    low,
    high,
  }))
  await insertMany(db, 'rating', ratings)
  await insertMany(db, 'severity', own)
}

/** By adjusted scores; under the first rule by raw ones. */
export async function insertExemplars(
  db: TenantDb,
  of: Of,
  cards: readonly Card[],
  { rule, subjects }: Pick<Adjustment, 'rule' | 'subjects'>,
) {
  const bands = new Map(subjects.map(({ about, bands }) => [about, bands]))
  const getAdjusted = (code: string, estateId: string) => (rule > 1 ? bands.get(code)?.[estateId]?.adjusted : undefined)
  const byEstate = new Map(cards.map(({ estate }) => [estate.estateId, estate]))
  // Naming an exemplar reveals that its indicator is high, so only estates with disclosed indicators are named.
  const disclosed = cards.filter((card) => card.disclosed)
  const rows = chooseExemplars(
    disclosed.map(({ estate, indicators }) => ({
      estateId: estate.estateId,
      indicators: indicators.flatMap(({ code, percent, capped }) =>
        percent === null ? [] : [{ code, capped, percent: getAdjusted(code, estate.estateId) ?? percent }],
      ),
    })),
  ).map(({ indicator, estateId }) => {
    const { name, communityName, companyName } = byEstate.get(estateId)!
    return { ...of, indicator, estateId, name, communityName, companyName }
  })
  await insertMany(db, 'exemplar', rows)
}

/** The rule under which a round was first published, the newest where it was not yet. */
export async function findRule(db: TenantDb, roundId: string): Promise<ScoringRule> {
  const published = await db
    .selectFrom('resultTotal')
    .select('rule')
    .where('roundId', '=', roundId)
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()
  return published ? toRule(published.rule) : NEWEST
}

/** The variances of a round's marks, the total first. */
export const selectRatings = (db: TenantDb, { roundId, version }: Of) =>
  db
    .selectFrom('rating')
    .select([
      'about',
      'marks',
      'mean',
      'estateSd',
      'severitySd',
      'noiseSd',
      'estateShare',
      'severityShare',
      'noiseShare',
    ])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .orderBy('about')

/** The caller's own severity over the rounds, newest last; the policies hide everybody else's. */
export function listSeverity(db: TenantDb) {
  return db
    .selectFrom('severity')
    .innerJoin('round', 'round.id', 'severity.roundId')
    .distinctOn(['round.opensOn', 'round.slug'])
    .select(['round.slug', 'round.title', 'severity.visits', 'severity.points', 'severity.low', 'severity.high'])
    .orderBy('round.opensOn')
    .orderBy('round.slug')
    .orderBy('severity.version', 'desc')
    .execute()
}

/** The estates that are good at any of these indicators. */
export const selectExemplars = (db: TenantDb, { roundId, version }: Of, indicators: readonly string[]) =>
  db
    .selectFrom('exemplar')
    .select(['indicator', 'estateId', 'name', 'communityName', 'companyName'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('indicator', '=', sql<string>`any(${indicators as string[]}::text[])`)
    .orderBy('indicator')
    .orderBy(inNameOrder('communityName'))
    .orderBy(inNameOrder('name'))
