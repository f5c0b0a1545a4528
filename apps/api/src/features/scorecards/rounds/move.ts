import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { createMove } from '../../../rooms/stages/createMove.ts'
import { lockRound, updateStage } from './queries.ts'

export const moveRound = createMove(roundMachine, {
  lock: ({ db }, roundId) => lockRound(db, roundId),
  write: ({ db, now }, { id }, stage) =>
    updateStage(db, id, stage, stage === 'published' ? { publishedAt: now, version: 1 } : null),
  steps: 'roundStep',
})
