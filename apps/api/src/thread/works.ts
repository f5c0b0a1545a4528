/**
 * What can be computed in a thread: pure functions of plain values, with a callback for progress. Each loads its own modules when it is
 * asked for, because loading all of them takes a thread longer than most computations.
 */
import type { RoundVisit, ValuesByEstate } from '@bilin/domain/scorecards/results/adjust'
import type { RoundMarks } from '@bilin/domain/scorecards/results/fairness'
import type { ScoringRule } from '@bilin/domain/scorecards/results/rating/rule'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { RotaProblem } from '@bilin/domain/scorecards/rota/propose'
import type { OnProgress } from '@bilin/domain/scorecards/rota/problem'
import type { ActiveFinding } from '@bilin/domain/scorecards/results/score'
import type { Without } from '@bilin/domain/scorecards/results/whatIf'
import type { readPaste } from '@bilin/sheets/paste'
import type { readSheet } from '@bilin/sheets/read'
import type { Tab } from '@bilin/sheets/write'

type Round = {
  rule: ScoringRule
  unplaced: readonly string[]
  rubric: Pick<RubricBody, 'dimensions'>
  visits: readonly RoundVisit[]
  findings: Readonly<Record<string, readonly ActiveFinding[]>>
  values: ValuesByEstate
}

const loadAdjust = () => import('@bilin/domain/scorecards/results/adjust')
const loadRota = () => import('@bilin/domain/scorecards/rota/propose')
const loadFairness = () => import('@bilin/domain/scorecards/results/fairness')
const loadWrite = () => import('@bilin/sheets/write')
const loadRead = () => import('@bilin/sheets/read')
const loadPaste = () => import('@bilin/sheets/paste')

export const works = {
  rating: async ({ rubric, visits, findings, ...how }: Round, _onProgress: OnProgress) =>
    (await loadAdjust()).adjust(rubric, visits, findings, how),
  rota: async (problem: RotaProblem, onProgress: OnProgress) => (await loadRota()).propose(problem, onProgress),
  fairness: async (marks: RoundMarks, _onProgress: OnProgress) => (await loadFairness()).computeFairness(marks),
  whatIf: async ({ marks, without }: { marks: RoundMarks; without: Without }, _onProgress: OnProgress) =>
    (await loadFairness()).computeStarsWithout(marks, without),
  writeWorkbook: async (tabs: readonly Tab[], _onProgress: OnProgress) => (await loadWrite()).writeWorkbook(tabs),
  readSheet: async (given: Parameters<typeof readSheet>, _onProgress: OnProgress) =>
    (await loadRead()).readSheet(...given),
  readPaste: async (given: Parameters<typeof readPaste>, _onProgress: OnProgress) =>
    (await loadPaste()).readPaste(...given),
}

export type Works = typeof works
