/** A member's own side: write, change, discard, publish, prolong, withdraw. */
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
import { member, permitted } from '../../trpc.ts'
import * as publications from './publications.ts'
import * as written from './written.ts'

export const ownPractices = {
  mine: member.query(async ({ ctx }) => {
    assertInOwnTenant(ctx.seat)
    const { db } = ctx
    const practices = await written.listWritten(db)
    const given = await publications.listPublications(db)
    return practices.map(({ problem, steps, result, ...practice }) => ({
      ...practice,
      complete: missingIn({ problem, steps, result, cost: '' }).length === 0,
      publications: given.filter(({ practiceId }) => practiceId === practice.id).map(standingToday(ctx.today)),
    }))
  }),

  written: member.input(OnePractice).query(async ({ ctx, input: { practiceId } }) => {
    assertInOwnTenant(ctx.seat)
    const { db, seat } = ctx
    const practice = await written.getWritten(db, practiceId)
    const given = await publications.listPublications(db, practiceId)
    return {
      ...practice,
      missing: missingIn(practice),
      publications: given.map(standingToday(ctx.today)),
      alliances: await publications.listAlliances(db, seat.actingTenantId),
    }
  }),

  /** What helps in writing: the estates by name, and the alliances whose indicators one may aim at. */
  writing: permitted('practices.write').query(async ({ ctx: { db, seat } }) => {
    assertInOwnTenant(seat)
    return {
      places: await written.ownPlaces(db),
      alliances: await publications.listAlliances(db, seat.actingTenantId),
    }
  }),

  write: permitted('practices.write')
    .input(NewPractice)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      assertInOwnTenant(seat)
      const practice = await written.insertWritten(db, input)
      // Sent a second time because the first answer was lost: it gets that answer.
      if (!practice) return written.getWritten(db, input.id!).then(({ id, revision }) => ({ id, revision }))
      await record(db, 'practices.written', practice.id, { title: input.title })
      return practice
    }),

  change: permitted('practices.write')
    .input(PracticeChange)
    .mutation(async ({ ctx: { db, seat, now }, input: { practiceId, revision, ...draft } }) => {
      assertInOwnTenant(seat)
      const practice = await written.lockWritten(db, practiceId)
      assertUnchanged(practice.revision, revision)
      const logged = await written.loggedLately(db, now, practiceId, seat.personId)
      if (!logged) await record(db, 'practices.changed', practiceId, { title: draft.title })
      return written.reviseWritten(db, now, practiceId, draft)
    }),

  discard: permitted('practices.write')
    .input(PracticeDiscarding)
    .mutation(async ({ ctx: { db, seat }, input: { practiceId, revision } }) => {
      assertInOwnTenant(seat)
      const practice = await written.lockWritten(db, practiceId)
      assertUnchanged(practice.revision, revision)
      await written.removeWritten(db, practiceId)
      await record(db, 'practices.discarded', practiceId, { title: practice.title })
    }),

  publish: permitted('practices.publish')
    .input(Publishing)
    .mutation(async ({ ctx, input }) => {
      assertInOwnTenant(ctx.seat)
      const { db, seat } = ctx
      const practice = await written.lockWritten(db, input.practiceId)
      const alliance = await publications.getAlliance(db, seat.actingTenantId, input.alliance)
      assertUnchanged(practice.revision, input.revision)
      assertShareable(practice)
      assertNotPast(input.until, ctx.today)
      const latest = await publications.latestIn(db, practice.id, alliance.id)
      const version = nextVersion(latest?.version ?? 0, input.version)
      const given = { version, purpose: input.purpose, until: input.until ?? null }
      const details = { title: practice.title, version, alliance: alliance.name, until: given.until }

      await publications.noteEnd(db, practice.id, alliance.id, given.until)
      await publications.notePublication(db, practice, alliance.id, given)
      await record(db, 'practices.published', practice.id, details)
      const share = shareOf(ctx, practice.id)
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
      const { practice, alliance } = await sharedAsSeen(ctx, input)
      assertNotPast(input.until, ctx.today)
      const until = input.until ?? null
      const details = { title: practice.title, alliance: alliance.name, until }
      await publications.noteEnd(ctx.db, practice.id, alliance.id, until)
      await record(ctx.db, 'practices.prolonged', practice.id, details)
      await inSecondTenant(ctx.db, ctx.seat, alliance.slug, async (there) => {
        await publications.endShared(there, shareOf(ctx, practice.id), until)
        await record(there, 'practices.prolonged', practice.id, details)
      })
    }),

  withdraw: permitted('practices.publish')
    .input(Withdrawing)
    .mutation(async ({ ctx, input }) => {
      const { practice, alliance } = await sharedAsSeen(ctx, input)
      const details = { title: practice.title, alliance: alliance.name }
      await publications.noteWithdrawal(ctx.db, ctx.now, practice.id, alliance.id)
      await record(ctx.db, 'practices.withdrawn', practice.id, details)
      await inSecondTenant(ctx.db, ctx.seat, alliance.slug, async (there) => {
        await publications.withdrawShared(there, shareOf(ctx, practice.id))
        await record(there, 'practices.withdrawn', practice.id, details)
      })
    }),
}

type Asked = { db: TenantDb; seat: Seat; today: Day; now: Date }

const shareOf = ({ seat, now }: Asked, practiceId: string) => ({ practiceId, authorTenantId: seat.actingTenantId, now })

const standingToday =
  (today: Day) =>
  <P extends { until: string | null; withdrawnAt: Date | null }>(publication: P) => ({
    ...publication,
    standing: publicationStatus(publication, today),
    ending: endsSoon(publication, today),
  })

async function sharedAsSeen({ db, seat }: Asked, input: { practiceId: string; alliance: string; version: number }) {
  assertInOwnTenant(seat)
  const practice = await written.lockWritten(db, input.practiceId)
  const alliance = await publications.getAlliance(db, seat.actingTenantId, input.alliance)
  const latest = await publications.latestIn(db, practice.id, alliance.id)
  assertCurrent(latest ?? refuse('not_found', 'practices.not_found'), input.version)
  return { practice, alliance }
}
