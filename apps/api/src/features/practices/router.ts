import { router } from '../../trpc.ts'
import { adoptProcedures } from './adopt.ts'
import { ownPractices } from './ownPractices.ts'
import { sharedPractices } from './sharedPractices.ts'

export const practices = router({ ...ownPractices, ...sharedPractices, ...adoptProcedures })
