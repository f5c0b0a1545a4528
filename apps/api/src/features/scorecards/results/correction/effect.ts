import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { assertVetoToLift } from '@bilin/domain/scorecards/findings/decision'
import { toDecidedStatus } from '@bilin/domain/scorecards/findings/status'
import {
  assertChangesSomething,
  CorrectionQuestion,
  type CorrectionQuestion as Question,
} from '@bilin/domain/scorecards/results/correction/correction'
import { comparePreviews } from '@bilin/domain/scorecards/results/preview/preview'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { among } from '../../../../rooms/bulk/among.ts'
import { selectFindings, selectMarks } from '../../findings/subjects.ts'
import { coordinating } from '../../procedures.ts'
import { getRound, listRoundEstates } from '../../rounds/queries.ts'
import { getRubric } from '../../rubrics/rubric.ts'
import { listResults } from '../cards.ts'
import { computePreview, digestOf } from '../preview/compute.ts'

export const correctionEffectProcedures = {
  /** What a correction changes, in words, and what it does to the stars and scores of all estates; `digest` names it for `correct`. Nothing is saved. */
  correctionEffect: coordinating('scorecards.correct')
    .input(CorrectionQuestion)
    .query(async ({ ctx: { db }, input }) => {
      assertChangesSomething(input)
      const round = await getRound(db, input.slug)
      assertAllowed(roundMachine, 'correct', round)
      const rubric = await getRubric(db, round.rubricId)
      const described = await describeChanges(db, round.id, input)
      // The reason is not part of a preview, but an exclusion has one.
      const preview = await computePreview(db, round, round.version + 1, { ...input, reason: '…' })
      if (preview.estates.length === 0) refuse('conflict', 'scorecards.nothing_scored')
      const published = await listResults(db, { roundId: round.id, version: round.version })
      return {
        round,
        rubric,
        ...described,
        digest: digestOf(preview),
        count: preview.estates.length,
        changes: comparePreviews(published, preview.estates),
      }
    }),
}

/** Each change as it is now and as it will be, with the estate's name. Refuses what is not of the round. */
async function describeChanges(db: TenantDb, roundId: string, { findings, marks, exclusions }: Question) {
  const estates = new Map((await listRoundEstates(db, roundId)).map(({ estateId, name }) => [estateId, name]))
  const findingIds = findings.map(({ findingId }) => findingId)
  const knownFindings = await selectFindings(db)
    .select(['finding.id', 'finding.estateId', 'finding.indicator', 'finding.severity', 'finding.place'])
    .select(['finding.text', 'finding.veto', 'decision.upheld', 'decision.liftsVeto'])
    .where('finding.roundId', '=', roundId)
    .where(among('finding.id', findingIds))
    .execute()
  const knownMarks = await selectMarks(db)
    .select([
      'mark.id',
      'mark.estateId',
      'mark.indicator',
      'mark.mark',
      'decision.id as decided',
      'decision.mark as final',
    ])
    .where('mark.roundId', '=', roundId)
    .where(
      among(
        'mark.id',
        marks.map(({ markId }) => markId),
      ),
    )
    .execute()
  return {
    findings: findings.map(({ findingId, status }) => {
      const finding = knownFindings.find(({ id }) => id === findingId)
      if (!finding) return refuse('not_found', 'scorecards.finding_not_found')
      assertVetoToLift(finding, status)
      const { upheld, liftsVeto, ...shown } = finding
      const from = toDecidedStatus({ upheld, liftsVeto }) ?? 'stands'
      return { ...shown, estate: estates.get(finding.estateId) ?? '', from, to: status }
    }),
    marks: marks.map(({ markId, mark: to }) => {
      const known = knownMarks.find(({ id }) => id === markId)
      if (!known) return refuse('not_found', 'scorecards.mark_not_found')
      const { decided, final, mark, ...shown } = known
      return { ...shown, estate: estates.get(known.estateId) ?? '', from: decided === null ? mark : final, to }
    }),
    exclusions: exclusions.map((one) => ({
      ...one,
      estate: estates.get(one.estateId) ?? refuse('not_found', 'scorecards.estate_not_in_round'),
    })),
  }
}
