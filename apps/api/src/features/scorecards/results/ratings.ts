/** What publication says of the marks' fairness: their spread, each reviewer's own severity, and whom to learn from. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Adjusting } from '@bilin/domain/scorecards/results/adjusting'
import { chooseExemplars } from '@bilin/domain/scorecards/results/exemplar'
import { inBatches } from '../../../batches.ts'

type Of = { roundId: string; version: number }
type Card = {
  estate: { estateId: string; name: string; communityName: string; companyName: string }
  disclosed: boolean
  indicators: readonly { code: string; percent: number | null; capped: boolean }[]
}

export async function insertRatings(db: TenantDb, of: Of, { subjects, severities }: Adjusting) {
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
  for (const some of inBatches(ratings)) await db.insertInto('rating').values(some).execute()
  for (const some of inBatches(own)) await db.insertInto('severity').values(some).execute()
}

export async function insertExemplars(db: TenantDb, of: Of, cards: readonly Card[]) {
  const byEstate = new Map(cards.map(({ estate }) => [estate.estateId, estate]))
  // Naming an exemplar says that its indicator is high: only where single indicators are disclosed.
  const disclosed = cards.filter((card) => card.disclosed)
  const rows = chooseExemplars(
    disclosed.map(({ estate, indicators }) => ({
      estateId: estate.estateId,
      indicators: indicators.flatMap(({ percent, ...rest }) => (percent === null ? [] : [{ ...rest, percent }])),
    })),
  ).map(({ indicator, estateId }) => {
    const { name, communityName, companyName } = byEstate.get(estateId)!
    return { ...of, indicator, estateId, name, communityName, companyName }
  })
  for (const some of inBatches(rows)) await db.insertInto('exemplar').values(some).execute()
}

/** How a round's marks spread, the total first. */
export function listRatings(db: TenantDb, { roundId, version }: Of) {
  return db
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
    .execute()
}

/** One's own severity over the rounds, newest last; nobody reads another's. */
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

export function listExemplars(db: TenantDb, { roundId, version }: Of, indicators: readonly string[]) {
  if (indicators.length === 0) return Promise.resolve([])
  return db
    .selectFrom('exemplar')
    .select(['indicator', 'estateId', 'name', 'communityName', 'companyName'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('indicator', 'in', indicators)
    .orderBy('indicator')
    .orderBy('communityName')
    .orderBy('name')
    .execute()
}
