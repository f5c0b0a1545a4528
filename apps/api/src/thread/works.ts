/** What can be computed in a thread: pure functions of plain values, with a callback for progress. */
import { adjust, type RoundVisit, type ValuesByEstate } from '@bilin/domain/scorecards/results/adjust'
import { computeFairness, computeStarsWithout, type RoundMarks } from '@bilin/domain/scorecards/results/fairness'
import type { ScoringRule } from '@bilin/domain/scorecards/results/rating/rule'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { propose, type RotaProblem } from '@bilin/domain/scorecards/rota/propose'
import type { OnProgress } from '@bilin/domain/scorecards/rota/problem'
import type { ActiveFinding } from '@bilin/domain/scorecards/results/score'
import type { Without } from '@bilin/domain/scorecards/results/whatIf'
import { readPaste } from '@bilin/sheets/paste'
import { readSheet } from '@bilin/sheets/read'
import { writeWorkbook, type Tab } from '@bilin/sheets/write'

type Round = {
  rule: ScoringRule
  unplaced: readonly string[]
  rubric: Pick<RubricBody, 'dimensions'>
  visits: readonly RoundVisit[]
  findings: Readonly<Record<string, readonly ActiveFinding[]>>
  values: ValuesByEstate
}

export const works = {
  rating: ({ rubric, visits, findings, ...how }: Round, _onProgress: OnProgress) =>
    adjust(rubric, visits, findings, how),
  rota: (problem: RotaProblem, onProgress: OnProgress) => propose(problem, onProgress),
  fairness: (marks: RoundMarks, _onProgress: OnProgress) => computeFairness(marks),
  whatIf: ({ marks, without }: { marks: RoundMarks; without: Without }, _onProgress: OnProgress) =>
    computeStarsWithout(marks, without),
  writeWorkbook: (tabs: readonly Tab[], _onProgress: OnProgress) => writeWorkbook(tabs),
  readSheet: (given: Parameters<typeof readSheet>, _onProgress: OnProgress) => readSheet(...given),
  readPaste: (given: Parameters<typeof readPaste>, _onProgress: OnProgress) => readPaste(...given),
}

export type Works = typeof works
