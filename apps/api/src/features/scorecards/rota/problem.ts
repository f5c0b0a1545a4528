import type { Day } from '@bilin/domain/calendar'
import { listDaysOff } from '@bilin/domain/scorecards/rota/daysOff'
import type { RotaProblem } from '@bilin/domain/scorecards/rota/problem'
import { listAbsentDays, listUsableDays, type RotaSettings } from '@bilin/domain/scorecards/rota/settings'
import type { getRound } from '../rounds/queries.ts'
import type { PlanningSnapshot } from './queries.ts'

type Round = Awaited<ReturnType<typeof getRound>>

/**
 * Builds the solver's input. `replaced` are the planned visits that it plans again: those whose reviewer cannot make them any more
 * and, if the settings say so, those not begun.
 */
export function buildRotaProblem(
  round: Round,
  snapshot: PlanningSnapshot,
  settings: RotaSettings,
  only?: readonly string[],
) {
  const { reviewers, estates, visits, stranded, absences, conflicts, places } = snapshot
  const requiredVisits = new Map(snapshot.requiredVisits.map((known) => [known.estateId, known.requiredVisits]))
  const maxVisits = new Map(snapshot.maxVisits.map((known) => [known.seatId, known.maxVisits]))
  const at = new Map(places.map((place) => [place.estateId, place]))
  const calendar = new Map(snapshot.calendar.map(({ day, kind }) => [day, kind]))
  for (const day of listDaysOff(snapshot.daysOff)) calendar.set(day, 'off')
  const from: Day = snapshot.today > round.opensOn ? snapshot.today : round.opensOn
  const days = listUsableDays(from, round.closesOn, settings.weekdays, calendar)
  const left = new Set(stranded.map(({ id }) => id))
  const isReplaced = ({ id, savedAt }: PlanningSnapshot['visits'][number]) =>
    left.has(id) || (settings.replaces && !savedAt)
  const replaced = visits.filter(isReplaced)
  const absent = Map.groupBy(absences, ({ seatId }) => seatId)
  const problem: RotaProblem = {
    reviewers: reviewers
      .filter(({ seatId }) => only?.includes(seatId) ?? true)
      .map(({ seatId, memberId, kind, title }) => ({
        seatId,
        memberId,
        kind,
        title,
        maxVisits: maxVisits.get(seatId) ?? null,
        absent: listAbsentDays(absent.get(seatId) ?? [], days),
      })),
    estates: estates.map(({ estateId, name, companyId, communityId }) => ({
      estateId,
      name,
      companyId,
      communityId,
      requiredVisits: requiredVisits.get(estateId) ?? null,
      lat: at.get(estateId)?.lat ?? null,
      lng: at.get(estateId)?.lng ?? null,
    })),
    requiredVisits: settings.requiredVisits,
    maxVisits: settings.maxVisits ?? null,
    maxReviewers: settings.maxReviewers ?? null,
    bridge: settings.bridge,
    unlinked: settings.unlinked,
    conflicts: conflicts.map(({ memberId, companyId, estateId }) => ({ memberId, companyId, estateId })),
    fixedVisits: visits
      .filter((visit) => !isReplaced(visit))
      .map(({ reviewerSeatId, estateId, plannedOn, submittedAt }) => ({
        seatId: reviewerSeatId,
        estateId,
        day: plannedOn,
        done: submittedAt !== null,
      })),
    // Days do not limit the rota after the round's last day, or where the round has no usable days and none are to be proposed.
    days: from <= round.closesOn && (settings.proposeDays || days.length > 0) ? days : undefined,
    proposeDays: settings.proposeDays,
    visitsPerDay: settings.visitsPerDay,
    previousRounds: snapshot.rounds.filter(({ opensOn }) => opensOn < round.opensOn).length,
  }
  return { problem, replaced }
}
