import type { TenantDb } from '@bilin/db/tenant'
import { member } from '../../../trpc.ts'
import { OfVersion, getPublishedVersion, type Version } from './versions.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

export const figuresProcedures = {
  /** The results of every estate of a published round by dimension, as far as this seat may see them. */
  figures: member
    .input(OfVersion)
    .query(async ({ ctx: { db }, input }) => listFigures(db, await getPublishedVersion(db, input))),

  /** The findings that counted at publication. A company sees its own, a community those of its estates, the coordinator all. */
  publishedFindings: member
    .input(OfVersion)
    .query(async ({ ctx: { db }, input }) => listPublishedFindings(db, await getPublishedVersion(db, input))),
}

export function listFigures(db: TenantDb, { roundId, version }: Version) {
  return db
    .selectFrom('resultDimension')
    .select(['estateId', 'dimension', 'percent', 'adjusted'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .orderBy('dimension')
    .execute()
}

export function listPublishedFindings(db: TenantDb, { roundId, version }: Version) {
  return db
    .selectFrom('resultFinding')
    .innerJoin('result', (on) =>
      on
        .onRef('result.roundId', '=', 'resultFinding.roundId')
        .onRef('result.version', '=', 'resultFinding.version')
        .onRef('result.estateId', '=', 'resultFinding.estateId'),
    )
    .select([
      'resultFinding.id',
      'result.estateId',
      'result.name as estate',
      'result.companyName',
      'result.communityName',
      'resultFinding.indicator',
      'resultFinding.severity',
      'resultFinding.place',
      'resultFinding.text',
      'resultFinding.veto',
      'resultFinding.liftedVeto',
      'resultFinding.response',
      'resultFinding.decision',
    ])
    .where('resultFinding.roundId', '=', roundId)
    .where('resultFinding.version', '=', version)
    .orderBy(inNameOrder('result.communityName'))
    .orderBy(inNameOrder('result.name'))
    .orderBy('resultFinding.severity')
    .orderBy('resultFinding.indicator')
    .orderBy('resultFinding.text')
    .execute()
}
