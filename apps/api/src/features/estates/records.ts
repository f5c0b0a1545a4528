import {
  EstateChange,
  EstateForm,
  EstateRemoval,
  OneEstate,
  toEstateFields,
  maskPhone,
} from '@bilin/domain/estates/estate'
import { Looking } from '@bilin/domain/estates/listing'
import { pickContractToShow } from '@bilin/domain/estates/term'
import { refuse } from '@bilin/domain/refusal'
import { record } from '../../record.ts'
import { inCommunity, permittedInCommunity } from './home.ts'
import { listContracts, getEstate, listEstates, lockEstate, assertNotChanged, getEstateSums } from './queries.ts'
import { updateWithdrawnEverywhere } from './copies.ts'
import { insertEstate, updateRemoved, updateRestored, updateEstate } from './writes.ts'

export const records = {
  records: inCommunity.input(Looking).query(async ({ ctx: { db, today }, input }) => ({
    ...(await listEstates(db, input, today)),
    sums: await getEstateSums(db, input),
  })),

  record: inCommunity.input(OneEstate).query(async ({ ctx: { db, today }, input: { estateId } }) => {
    const estate = await getEstate(db, estateId)
    const contracts = await listContracts(db, estateId)
    const current = pickContractToShow(contracts, today)
    return { ...estate, contactPhone: maskPhone(estate.contactPhone), contracts, current: current ?? null }
  }),

  phone: permittedInCommunity('estates.keep')
    .input(OneEstate)
    .query(async ({ ctx: { db }, input }) => (await getEstate(db, input.estateId)).contactPhone),

  add: permittedInCommunity('estates.keep')
    .input(EstateForm)
    .mutation(async ({ ctx: { db }, input }) => {
      const estate = await insertEstate(db, toEstateFields(input))
      await record(db, 'estates.added', estate.id, { title: input.name })
      return estate
    }),

  change: permittedInCommunity('estates.keep')
    .input(EstateChange)
    .mutation(async ({ ctx: { db, now }, input: { estateId, revision, ...form } }) => {
      const estate = assertNotChanged(await lockEstate(db, estateId), revision)
      await updateEstate(db, now, estateId, toEstateFields(form, estate.contactPhone))
      await record(db, 'estates.changed', estateId, { title: form.name })
    }),

  /** Withdraws the estate from every alliance first, so that no alliance shows an estate that its community has removed. */
  remove: permittedInCommunity('estates.keep')
    .input(EstateRemoval)
    .mutation(async ({ ctx: { db, seat, now }, input: { estateId, revision } }) => {
      const estate = assertNotChanged(await lockEstate(db, estateId), revision)
      await updateWithdrawnEverywhere(db, seat, now, estateId)
      await updateRemoved(db, now, estateId)
      await record(db, 'estates.removed', estateId, { title: estate.name })
      return { name: estate.name }
    }),

  restore: permittedInCommunity('estates.keep')
    .input(OneEstate)
    .mutation(async ({ ctx: { db, now }, input: { estateId } }) => {
      const estate = await updateRestored(db, now, estateId)
      if (!estate) refuse('not_found', 'estates.nothing_to_restore')
      await record(db, 'estates.restored', estateId, { title: estate.name })
    }),
}
