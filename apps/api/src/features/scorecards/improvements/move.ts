import { improvementMachine } from '@bilin/domain/scorecards/improvements/machine'
import { createMove } from '../../../rooms/stages/createMove.ts'
import { lockImprovement } from './queries.ts'

/** Nothing is written but what a move's own work writes: the stage follows from the day it was done. */
export const moveImprovement = createMove(improvementMachine, {
  lock: ({ db, seat }, improvementId) => lockImprovement(db, seat.actingTenantId, improvementId),
})
