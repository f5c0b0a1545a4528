import {
  EstateChange,
  EstateForm,
  EstateRemoval,
  OneEstate,
  toEstateFields,
  masked,
} from '@bilin/domain/estates/estate'
import { Looking } from '@bilin/domain/estates/listing'
import { foremost } from '@bilin/domain/estates/term'
import { refuse } from '@bilin/domain/refusal'
import { record } from '../../record.ts'
import { inCommunity, permittedInCommunity } from './home.ts'
import { contractsOf, getEstate, listEstates, lockEstate, seenEstate, sumEstates } from './queries.ts'
import { withdrawEverywhere } from './copies.ts'
import { insertEstate, markRemoved, markRestored, updateEstate } from './writes.ts'

export const records = {
  records: inCommunity.input(Looking).query(async ({ ctx: { db, today }, input }) => ({
    ...(await listEstates(db, input, today)),
    sums: await sumEstates(db, input),
  })),

  record: inCommunity.input(OneEstate).query(async ({ ctx: { db, today }, input: { estateId } }) => {
    const estate = await getEstate(db, estateId)
    const contracts = await contractsOf(db, estateId)
    const current = foremost(contracts, today)
    return { ...estate, contactPhone: masked(estate.contactPhone), contracts, current: current ?? null }
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
      const estate = seenEstate(await lockEstate(db, estateId), revision)
      await updateEstate(db, now, estateId, toEstateFields(form, estate.contactPhone))
      await record(db, 'estates.changed', estateId, { title: form.name })
    }),

  /** Withdrawn from every alliance first: nothing stays shown that its community no longer keeps. */
  remove: permittedInCommunity('estates.keep')
    .input(EstateRemoval)
    .mutation(async ({ ctx: { db, seat, now }, input: { estateId, revision } }) => {
      const estate = seenEstate(await lockEstate(db, estateId), revision)
      await withdrawEverywhere(db, seat, now, estateId)
      await markRemoved(db, now, estateId)
      await record(db, 'estates.removed', estateId, { title: estate.name })
      return { name: estate.name }
    }),

  restore: permittedInCommunity('estates.keep')
    .input(OneEstate)
    .mutation(async ({ ctx: { db, now }, input: { estateId } }) => {
      const estate = await markRestored(db, now, estateId)
      if (!estate) refuse('not_found', 'estates.nothing_to_restore')
      await record(db, 'estates.restored', estateId, { title: estate.name })
    }),
}
