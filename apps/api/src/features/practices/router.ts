import { router } from '../../trpc.ts'
import { adopting } from './adopting.ts'
import { keeping } from './keeping.ts'
import { reading } from './reading.ts'

export const practices = router({ ...keeping, ...reading, ...adopting })
