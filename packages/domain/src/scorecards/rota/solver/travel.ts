/** Distances that reviewers travel: from home if given, else from the centre of their member's own estates in the round. */
import type { Assignee, Coordinates, Site } from '../problem.ts'

type Point = { lat: number; lng: number }

const RADIUS = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great circle distance in km; Sinnott's haversine formula. */
export function haversine(a: Point, b: Point): number {
  const lat = Math.sin(radians(b.lat - a.lat) / 2) ** 2
  const lng = Math.sin(radians(b.lng - a.lng) / 2) ** 2
  return 2 * RADIUS * Math.asin(Math.sqrt(lat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * lng))
}

/** Rounded to the metre, so that floating-point differences between machines do not change the rota. */
export function computeDistances(reviewers: readonly Assignee[], estates: readonly Site[]) {
  const rows = new Map<string, number>()
  const points: (Point | null)[] = []
  const centres = computeCentres(estates)
  const origin = Int32Array.from(reviewers, (reviewer) => {
    const point = getPoint(reviewer) ?? centres.get(reviewer.memberId) ?? null
    const key = point ? `${point.lat},${point.lng}` : ''
    if (!rows.has(key)) rows.set(key, points.push(point) - 1)
    return rows.get(key)!
  })
  const km = new Float64Array(points.length * estates.length).fill(NaN)
  points.forEach((from, row) => {
    if (!from) return
    estates.forEach((estate, at) => {
      const to = getPoint(estate)
      if (to) km[row * estates.length + at] = Math.round(haversine(from, to) * 1000) / 1000
    })
  })
  return { origin, km }
}

export function getPoint({ lat, lng }: Coordinates): Point | null {
  return lat == null || lng == null ? null : { lat, lng }
}

function computeCentres(estates: readonly Site[]): Map<string, Point> {
  const sums = new Map<string, { lat: number; lng: number; count: number }>()
  for (const estate of estates) {
    const point = getPoint(estate)
    if (!point) continue
    for (const memberId of [estate.companyId, estate.communityId]) {
      const sum = sums.get(memberId) ?? { lat: 0, lng: 0, count: 0 }
      sums.set(memberId, { lat: sum.lat + point.lat, lng: sum.lng + point.lng, count: sum.count + 1 })
    }
  }
  return new Map([...sums].map(([id, { lat, lng, count }]) => [id, { lat: lat / count, lng: lng / count }]))
}
