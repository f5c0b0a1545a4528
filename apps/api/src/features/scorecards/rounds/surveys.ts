import type { TenantDb } from '@bilin/db/tenant'

/**
 * Ends the surveys of a round that are still open: no answer is taken any more, and nothing is left that an answer could be joined with.
 * The lock waits for answers that are being inserted; those that come later find the survey ended. Returns how many were open.
 */
export async function deleteSurveyCodes(db: TenantDb, roundId: string): Promise<number> {
  const open = await db
    .selectFrom('survey')
    .select('id')
    .where('roundId', '=', roundId)
    .where('ended', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (open.length === 0) return 0
  await db
    .updateTable('survey')
    .set({ ended: true })
    .where('roundId', '=', roundId)
    .where('ended', '=', false)
    .execute()
  const surveys = db.selectFrom('survey').select('survey.id').where('survey.roundId', '=', roundId)
  await db.deleteFrom('surveyCodeUse').where('surveyId', 'in', surveys).execute()
  await db.deleteFrom('surveyCode').where('surveyId', 'in', surveys).execute()
  await db.deleteFrom('surveyKey').where('surveyId', 'in', surveys).execute()
  return open.length
}
