/** Adopts a neighbour's practice, and ends the adoption with its outcome. */
import { adoptable, Adopting, EndingAdoption, mayEnd } from '@bilin/domain/practices/adoption'
import { refuse } from '@bilin/domain/refusal'
import { record } from '../../record.ts'
import { permitted } from '../../trpc.ts'
import { updateEndedAdoption, insertAdoption, listAdoptableEstates, lockAdoption } from './adoptions.ts'
import { getShared } from './shared.ts'

export const adoptProcedures = {
  adopt: permitted('practices.adopt')
    .input(Adopting)
    .mutation(async ({ ctx: { db, seat }, input: { practiceId, version, listedEstateId, reason, since } }) => {
      const practice = await getShared(db, practiceId, version)
      adoptable(
        { authorTenantId: practice.authorTenantId, superseded: practice.supersededAt !== null },
        seat.actingTenantId,
      )
      const estates = listedEstateId ? await listAdoptableEstates(db, seat.actingTenantId) : []
      const estate = estates.find(({ id }) => id === listedEstateId)
      if (listedEstateId && !estate) refuse('not_found', 'practices.estate_not_yours', { field: 'listedEstateId' })
      const { id } = await insertAdoption(db, {
        practiceId,
        version,
        title: practice.title,
        sourceId: practice.authorTenantId,
        listedEstateId: estate?.id ?? null,
        place: estate?.name ?? '',
        reason,
        since,
      })
      await record(db, 'practices.adopted', practiceId, {
        title: practice.title,
        version,
        place: estate?.name ?? '',
        since,
      })
      return { adoptionId: id }
    }),

  endAdoption: permitted('practices.adopt')
    .input(EndingAdoption)
    .mutation(async ({ ctx: { db, seat }, input: { adoptionId, endedOn, outcome } }) => {
      const adoption = await lockAdoption(db, seat.actingTenantId, adoptionId)
      mayEnd(adoption, endedOn)
      await updateEndedAdoption(db, adoptionId, { endedOn, outcome })
      const { title, place } = adoption
      await record(db, 'practices.adoption_ended', adoption.practiceId, { title, place, endedOn })
    }),
}
