import { improvementMachine } from '@bilin/domain/scorecards/improvements/machine'
import { createMove } from '../../../rooms/stages/createMove.ts'
import { lockImprovement } from './queries.ts'

/** Has no stage to write: it follows from `done_on`, which the move's own work sets. */
export const moveImprovement = createMove(improvementMachine, {
  lock: ({ db, seat }, improvementId) => lockImprovement(db, seat.actingTenantId, improvementId),
})
