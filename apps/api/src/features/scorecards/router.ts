/**
 * Scorecards 红物业互学互访, in eleven rooms. Each imports only rooms above it:
 * rubrics < rounds < { rota < messages, visits, surveys < values } < findings < seals < results < improvements.
 */
import { router } from '../../trpc.ts'
import { findings } from './findings/router.ts'
import { improvements } from './improvements/router.ts'
import { messages } from './messages/router.ts'
import { photos } from './photos.ts'
import { results } from './results/router.ts'
import { rota } from './rota/router.ts'
import { rounds } from './rounds/router.ts'
import { rubrics } from './rubrics/router.ts'
import { seals } from './seals/router.ts'
import { surveys } from './surveys/router.ts'
import { values } from './values/router.ts'
import { visits } from './visits/router.ts'

export const scorecards = router({
  rubrics,
  rounds,
  rota,
  messages,
  visits,
  surveys,
  values,
  findings,
  seals,
  results,
  improvements,
  photos,
})
