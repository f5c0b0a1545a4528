/** What can be computed in a thread: pure functions of plain values, with a callback for progress. */
import { adjust, type RoundVisit } from '@bilin/domain/scorecards/results/adjusting'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { propose, type RotaProblem } from '@bilin/domain/scorecards/rota/propose'
import type { OnProgress } from '@bilin/domain/scorecards/rota/problem'
import type { ActiveFinding } from '@bilin/domain/scorecards/results/score'

type Round = {
  rubric: Pick<RubricBody, 'dimensions'>
  visits: readonly RoundVisit[]
  standing: Readonly<Record<string, readonly ActiveFinding[]>>
}

export const works = {
  rating: ({ rubric, visits, standing }: Round, _heard: OnProgress) => adjust(rubric, visits, standing),
  rota: (wish: RotaProblem, heard: OnProgress) => propose(wish, heard),
}

export type Works = typeof works
