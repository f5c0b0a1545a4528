import { addDays, type Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { say } from '@bilin/i18n/say'
import ical, { ICalEventStatus } from 'ical-generator'
import { z } from 'zod'
import { coordinates, roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { isAllowed } from '@bilin/domain/stages/machine'
import { downloadCalendar } from '../../../rooms/files/download.ts'
import { member } from '../../../trpc.ts'
import { getRound, listVisits } from '../rounds/queries.ts'

export const calendarProcedures = {
  /**
   * The dated visits of a round as an iCalendar file, a whole day each: the caller's own, or all of them for the coordinator.
   * `origin` is Bilin's public address, for the links back.
   *
   * A calendar takes the file in again over what it had: an event keeps its id, and one of a later file counts as later. A visit that was
   * submitted, or no longer can be, is sent as cancelled, because a calendar keeps what is only left out.
   */
  calendar: member
    .input(z.strictObject({ slug: z.string().max(40), origin: z.url().max(200) }))
    .query(async ({ ctx: { db, now, seat, locale }, input: { slug, origin } }) => {
      const round = await getRound(db, slug)
      const visits = (await listVisits(db, { roundId: round.id })).filter(
        ({ reviewerSeatId }) => coordinates(seat) || reviewerSeatId === seat.seatId,
      )
      const dated = visits.filter(({ plannedOn }) => plannedOn !== null)
      if (dated.length === 0) refuse('conflict', 'scorecards.no_dated_visits')
      const calendar = ical({
        name: round.title,
        prodId: { company: 'Bilin', product: 'Bilin', language: locale === 'en' ? 'EN' : 'ZH' },
      })
      const isOver = !isAllowed(roundMachine.acts.planVisits, round.stage)
      for (const { id, estate, communityName, companyName, reviewerTitle, plannedOn, submittedAt } of dated)
        calendar.createEvent({
          id: `${id}@bilin`,
          sequence: minutesSince(round.opensOn, now),
          lastModified: now,
          status: isOver || submittedAt !== null ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
          // In UTC on purpose: a calendar in another time zone must not move it to the day before.
          start: new Date(`${plannedOn}T00:00:00Z`),
          end: new Date(`${addDays(plannedOn!, 1)}T00:00:00Z`),
          stamp: now,
          allDay: true,
          timezone: 'UTC',
          summary: coordinates(seat)
            ? say('scorecards.rota.calendar.of', { estate, reviewer: reviewerTitle }, locale)
            : say('scorecards.rota.calendar.mine', { estate }, locale),
          location: say('scorecards.rota.calendar.place', { estate, community: communityName }, locale),
          description: say('scorecards.rota.calendar.about', { round: round.title, company: companyName }, locale),
          url: `${origin}/${seat.tenant}/scorecards/${slug}/visits/${id}`,
        })
      return downloadCalendar(round.title, calendar.toString())
    }),
}

/** A year before the round nothing of it is planned yet, and a revision is never below nought. */
const minutesSince = (opensOn: Day, now: Date) =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(`${addDays(opensOn, -366)}T00:00:00Z`)) / 60_000))
