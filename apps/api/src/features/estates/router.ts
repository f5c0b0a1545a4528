import { router } from '../../trpc.ts'
import { companies } from './companies.ts'
import { contracts } from './contracts.ts'
import { exports } from './exports.ts'
import { imports } from './imports/router.ts'
import { listing } from './listing.ts'
import { records } from './records.ts'

export const estates = router({ ...records, ...companies, ...contracts, ...listing, ...imports, ...exports })
