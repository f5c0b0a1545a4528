import { router } from '../../trpc.ts'
import { adopting } from './adopting.ts'
import { ownPractices } from './keeping.ts'
import { reading } from './reading.ts'

export const practices = router({ ...ownPractices, ...reading, ...adopting })
