import { addDays } from '@bilin/domain/calendar'
import { errandSource } from '../../rooms/errands/errandSource.ts'
import { listEndingContracts } from './contracts.ts'

/** An ending contract becomes an errand of its community this many days before it ends. */
const SOON = 60

export const estateErrands = [
  errandSource({
    kind: 'estates.contract_ends',
    concerns: ({ tenantKind }) => tenantKind === 'community',
    list: async ({ db, today }) =>
      (await listEndingContracts(db, { from: today, until: addDays(today, SOON) })).map((contract) => ({
        id: contract.id,
        title: contract.estate,
        about: contract.companyName,
        path: `estates/${contract.estateId}`,
        due: contract.until,
      })),
  }),
]
