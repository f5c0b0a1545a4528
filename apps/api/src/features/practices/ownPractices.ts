/** The procedures for a member's own practices: write, change, discard, publish, prolong, withdraw. */
import { inSecondTenant, type Seat, type TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import {
  assertInOwnTenant,
  missingIn,
  NewPractice,
  OnePractice,
  PracticeChange,
  PracticeDiscarding,
  assertShareable,
  assertUnchanged,
} from '@bilin/domain/practices/practice'
import {
  endsSoon,
  nextVersion,
  assertNotPast,
  Prolonging,
  Publishing,
  publicationStatus,
  assertCurrent,
  Withdrawing,
} from '@bilin/domain/practices/publication'
import { refuse } from '@bilin/domain/refusal'
import { record } from '../../record.ts'
import { listAlliances } from '../../rooms/memberships.ts'
import { member, permitted } from '../../trpc.ts'
import * as publications from './publications.ts'
import * as written from './drafts.ts'

export const ownPractices = {
  mine: member.query(async ({ ctx }) => {
    assertInOwnTenant(ctx.seat)
    const { db } = ctx
    const practices = await written.listOwnPractices(db)
    const given = await publications.listPublications(db)
    return practices.map(({ problem, steps, result, ...practice }) => ({
      ...practice,
      complete: missingIn({ problem, steps, result, cost: '' }).length === 0,
      publications: given.filter(({ practiceId }) => practiceId === practice.id).map(withStatus(ctx.today)),
    }))
  }),

  written: member.input(OnePractice).query(async ({ ctx, input: { practiceId } }) => {
    assertInOwnTenant(ctx.seat)
    const { db, seat } = ctx
    const practice = await written.getOwnPractice(db, practiceId)
    const given = await publications.listPublications(db, practiceId)
    return {
      ...practice,
      missing: missingIn(practice),
      publications: given.map(withStatus(ctx.today)),
      alliances: await listAlliances(db, seat.actingTenantId),
    }
  }),

  /** Choices for the editor: the names of the estates, and the alliances whose indicators a practice may aim at. */
  writing: permitted('practices.write').query(async ({ ctx: { db, seat } }) => {
    assertInOwnTenant(seat)
    return {
      places: await written.listOwnEstates(db),
      alliances: await listAlliances(db, seat.actingTenantId),
    }
  }),

  write: permitted('practices.write')
    .input(NewPractice)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      assertInOwnTenant(seat)
      const practice = await written.insertOwnPractice(db, input)
      // The same request sent again, because its response was lost: returns the same response.
      if (!practice) return written.getOwnPractice(db, input.id!).then(({ id, revision }) => ({ id, revision }))
      await record(db, 'practices.written', practice.id, { title: input.title })
      return practice
    }),

  change: permitted('practices.write')
    .input(PracticeChange)
    .mutation(async ({ ctx: { db, seat, now }, input: { practiceId, revision, ...draft } }) => {
      assertInOwnTenant(seat)
      const practice = await written.lockOwnPractice(db, practiceId)
      assertUnchanged(practice.revision, revision)
      const logged = await written.wasLoggedLately(db, now, practiceId, seat.personId)
      if (!logged) await record(db, 'practices.changed', practiceId, { title: draft.title })
      return written.updateOwnPractice(db, now, practiceId, draft)
    }),

  discard: permitted('practices.write')
    .input(PracticeDiscarding)
    .mutation(async ({ ctx: { db, seat }, input: { practiceId, revision } }) => {
      assertInOwnTenant(seat)
      const practice = await written.lockOwnPractice(db, practiceId)
      assertUnchanged(practice.revision, revision)
      await written.deleteOwnPractice(db, practiceId)
      await record(db, 'practices.discarded', practiceId, { title: practice.title })
    }),

  publish: permitted('practices.publish')
    .input(Publishing)
    .mutation(async ({ ctx, input }) => {
      assertInOwnTenant(ctx.seat)
      const { db, seat } = ctx
      const practice = await written.lockOwnPractice(db, input.practiceId)
      const alliance = await publications.getAlliance(db, seat.actingTenantId, input.alliance)
      assertUnchanged(practice.revision, input.revision)
      assertShareable(practice)
      assertNotPast(input.until, ctx.today)
      const latest = await publications.getLatestPublication(db, practice.id, alliance.id)
      const version = nextVersion(latest?.version ?? 0, input.version)
      const given = { version, purpose: input.purpose, until: input.until ?? null }
      const details = { title: practice.title, version, alliance: alliance.name, until: given.until }

      await publications.updatePublicationEnd(db, practice.id, alliance.id, given.until)
      await publications.insertPublication(db, practice, alliance.id, given)
      await record(db, 'practices.published', practice.id, details)
      const share = toShare(ctx, practice.id)
      await inSecondTenant(db, seat, alliance.slug, async (there) => {
        await publications.endShared(there, share, given.until)
        await publications.supersedeShared(there, share)
        await publications.insertShared(there, practice, given)
        await record(there, 'practices.published', practice.id, details)
      })
      return { version }
    }),

  prolong: permitted('practices.publish')
    .input(Prolonging)
    .mutation(async ({ ctx, input }) => {
      const { practice, alliance } = await lockPublication(ctx, input)
      assertNotPast(input.until, ctx.today)
      const until = input.until ?? null
      const details = { title: practice.title, alliance: alliance.name, until }
      await publications.updatePublicationEnd(ctx.db, practice.id, alliance.id, until)
      await record(ctx.db, 'practices.prolonged', practice.id, details)
      await inSecondTenant(ctx.db, ctx.seat, alliance.slug, async (there) => {
        await publications.endShared(there, toShare(ctx, practice.id), until)
        await record(there, 'practices.prolonged', practice.id, details)
      })
    }),

  withdraw: permitted('practices.publish')
    .input(Withdrawing)
    .mutation(async ({ ctx, input }) => {
      const { practice, alliance } = await lockPublication(ctx, input)
      const details = { title: practice.title, alliance: alliance.name }
      await publications.updateWithdrawnPublication(ctx.db, ctx.now, practice.id, alliance.id)
      await record(ctx.db, 'practices.withdrawn', practice.id, details)
      await inSecondTenant(ctx.db, ctx.seat, alliance.slug, async (there) => {
        await publications.withdrawShared(there, toShare(ctx, practice.id))
        await record(there, 'practices.withdrawn', practice.id, details)
      })
    }),
}

type Context = { db: TenantDb; seat: Seat; today: Day; now: Date }

const toShare = ({ seat, now }: Context, practiceId: string) => ({
  practiceId,
  authorTenantId: seat.actingTenantId,
  now,
})

const withStatus =
  (today: Day) =>
  <P extends { until: string | null; withdrawnAt: Date | null }>(publication: P) => ({
    ...publication,
    status: publicationStatus(publication, today),
    ending: endsSoon(publication, today),
  })

async function lockPublication(
  { db, seat }: Context,
  input: { practiceId: string; alliance: string; version: number },
) {
  assertInOwnTenant(seat)
  const practice = await written.lockOwnPractice(db, input.practiceId)
  const alliance = await publications.getAlliance(db, seat.actingTenantId, input.alliance)
  const latest = await publications.getLatestPublication(db, practice.id, alliance.id)
  assertCurrent(latest ?? refuse('not_found', 'practices.not_found'), input.version)
  return { practice, alliance }
}
