/** All errands of rounds: messages to open, visits to make, findings to respond to, … */
import { findingErrands } from './findings/errands.ts'
import { improvementErrands } from './improvements/errands.ts'
import { messageErrands } from './messages/errands.ts'
import { resultErrands } from './results/openings/errands.ts'
import { roundErrands } from './rounds/errands.ts'
import { visitErrands } from './visits/errands.ts'

export const scorecardErrands = [
  ...messageErrands,
  ...visitErrands,
  ...findingErrands,
  ...resultErrands,
  ...improvementErrands,
  ...roundErrands,
]
