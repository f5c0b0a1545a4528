import type { TenantDb } from '@bilin/db/tenant'
import { member } from '../../../trpc.ts'
import { OfVersion, versionOf, type Version } from './versions.ts'

export const figuresProcedures = {
  /** What every estate of a published round came to, dimension by dimension, as far as this seat may see it. */
  figures: member.input(OfVersion).query(async ({ ctx: { db }, input }) => listFigures(db, await versionOf(db, input))),

  /** The findings that stood at publication: a company its own, a community those of its estates, the coordinator all. */
  publishedFindings: member
    .input(OfVersion)
    .query(async ({ ctx: { db }, input }) => listStood(db, await versionOf(db, input))),
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

function listStood(db: TenantDb, { roundId, version }: Version) {
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
      'resultFinding.indicator',
      'resultFinding.severity',
      'resultFinding.place',
      'resultFinding.text',
      'resultFinding.veto',
      'resultFinding.response',
      'resultFinding.decision',
    ])
    .where('resultFinding.roundId', '=', roundId)
    .where('resultFinding.version', '=', version)
    .orderBy('result.communityName')
    .orderBy('result.name')
    .orderBy('resultFinding.severity')
    .orderBy('resultFinding.indicator')
    .orderBy('resultFinding.text')
    .execute()
}
