/** What can be reckoned in a thread: pure functions of plain values, told how to say how far they are. */
import { adjust, type RoundVisit } from '@bilin/domain/scorecards/results/adjusting'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { propose, type Wish } from '@bilin/domain/scorecards/rota/propose'
import type { Heard } from '@bilin/domain/scorecards/rota/problem'
import type { Standing } from '@bilin/domain/scorecards/results/score'

type Round = {
  rubric: Pick<RubricBody, 'dimensions'>
  visits: readonly RoundVisit[]
  standing: Readonly<Record<string, readonly Standing[]>>
}

export const works = {
  rating: ({ rubric, visits, standing }: Round, _heard: Heard) => adjust(rubric, visits, standing),
  rota: (wish: Wish, heard: Heard) => propose(wish, heard),
}

export type Works = typeof works
