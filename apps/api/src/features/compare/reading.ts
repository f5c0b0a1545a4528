import type { Seat, TenantDb } from '@bilin/db/tenant'
import { grouped, seesFigures, type ComparedEstate, type Grouping } from '@bilin/domain/compare/groups'
import { refuse } from '@bilin/domain/refusal'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { dimensionsOf, publishedRounds, resultsOf } from './queries.ts'

type Asked = {
  round?: string | undefined
  by: Grouping
  communityId?: string | undefined
  kind?: string | undefined
}
type Result = Awaited<ReturnType<typeof resultsOf>>[number]
type Published = Awaited<ReturnType<typeof publishedRounds>>

export async function readComparison(db: TenantDb, seat: Seat, asked: Asked) {
  const published = await publishedRounds(db)
  const round = asked.round ? published.find(({ slug }) => slug === asked.round) : published[0]
  if (!round && asked.round) refuse('not_found', 'compare.round_not_found')

  const all = await resultsOf(db, idsOf(published))
  const wanted = all.filter((row) => fits(row, asked))
  const results = wanted.filter(({ roundId }) => roundId === round?.id)
  const marksOf = round ? await marksIn(db, round.id) : () => ({})
  const dimensions = round ? (round.body as RubricBody).dimensions.map(({ code, zh, en }) => ({ code, zh, en })) : []
  const slugs = new Map(published.map(({ id, slug }) => [id, slug]))
  const overTime = wanted.map((row) => compared(row, { [slugs.get(row.roundId)!]: totalOf(row) ?? undefined }))
  const codes = dimensions.map(({ code }) => code)
  return {
    rounds: published.map(({ slug, title, publishedAt }) => ({ slug, title, publishedAt: publishedAt! })),
    round: round ? { slug: round.slug, title: round.title, publishedAt: round.publishedAt! } : null,
    dimensions,
    communities: communitiesOf(all.filter(({ roundId }) => roundId === round?.id)),
    results,
    groups: grouped(
      results.map((row) => compared(row, marksOf(row.estateId))),
      asked.by,
      codes,
    ),
    trend: grouped(overTime, asked.by, [...slugs.values()]),
    /** Whether the asker sees everybody's figures, or the bands and its own. */
    sees: seesFigures(seat.actingTenantKind),
  }
}

async function marksIn(db: TenantDb, roundId: string) {
  const marks = Map.groupBy(await dimensionsOf(db, roundId), ({ estateId }) => estateId)
  return (estateId: string): ComparedEstate['values'] =>
    Object.fromEntries((marks.get(estateId) ?? []).map(({ dimension, percent }) => [dimension, percent]))
}

const fits = (row: Result, { communityId, kind }: Asked) =>
  (!communityId || row.communityId === communityId) && (!kind || row.kind === kind)

const idsOf = (published: Published) => published.map(({ id }) => id)

const totalOf = ({ adjusted, rawMean }: Result) => adjusted ?? rawMean

const compared = (row: Result, values: ComparedEstate['values']): ComparedEstate => ({
  estateId: row.estateId,
  name: row.name,
  kind: row.kind,
  communityId: row.communityId,
  communityName: row.communityName,
  total: totalOf(row),
  values,
})

const communitiesOf = (results: readonly Result[]) =>
  [...new Map(results.map(({ communityId, communityName }) => [communityId, communityName]))].map(([id, name]) => ({
    id,
    name,
  }))
