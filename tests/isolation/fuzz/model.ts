/** A model of what is visible when two communities share; the database and the procedures must agree with it. */
export type Community = 'sanqiao' | 'erqiao'
export type Thing = { id: string; of: Community; what: 'estate' | 'practice' }
type Shown = { until: number | null; withdrawn: boolean }

export type Step =
  | { do: 'share'; thing: number; days: number | null }
  | { do: 'withdraw'; thing: number }
  | { do: 'leave'; community: Community }
  | { do: 'join'; community: Community }
  | { do: 'wait'; days: number }

export type Viewer = { title: string; own: string; at: string }

export const viewers: Viewer[] = [
  { title: '三桥社区书记', own: 'sanqiao', at: 'bilin' },
  { title: '二桥社区书记', own: 'erqiao', at: 'bilin' },
  { title: '国胜社区社工一', own: 'guosheng', at: 'bilin' },
  { title: '万科小区物业经理', own: 'anhe', at: 'bilin' },
  { title: '联盟协调员', own: 'bilin', at: 'bilin' },
  { title: '海洪社区书记', own: 'haihong', at: 'haihong-lianmeng' },
  { title: '海洪社区书记', own: 'haihong', at: 'bilin' },
]

export type Model = ReturnType<typeof newModel>

export function newModel(things: Thing[]) {
  const members = new Set<string>(['sanqiao', 'erqiao'])
  const shown = new Map<string, Shown>()
  let today = 0
  const stands = ({ id }: Thing) => {
    const copy = shown.get(id)
    return copy !== undefined && !copy.withdrawn && (copy.until === null || copy.until >= today)
  }
  return {
    today: () => today,
    /** Applies a step if it is allowed, and returns whether it was. */
    take(step: Step): boolean {
      if (step.do === 'wait') return ((today += step.days), true)
      if (step.do === 'leave') return members.delete(step.community)
      if (step.do === 'join') return !members.has(step.community) && (members.add(step.community), true)
      const thing = things[step.thing]!
      if (!members.has(thing.of)) return false
      if (step.do === 'share') {
        shown.set(thing.id, { until: step.days === null ? null : today + step.days, withdrawn: false })
        return true
      }
      const copy = shown.get(thing.id)
      if (!copy || copy.withdrawn) return false
      copy.withdrawn = true
      return true
    },
    mayEnter: ({ own, at }: Viewer) =>
      at === 'haihong-lianmeng'
        ? own === 'haihong'
        : own !== 'haihong' && (!['sanqiao', 'erqiao'].includes(own) || members.has(own)),
    /** Visible on the pages: what is neither withdrawn nor over; estates only while their community is a member. */
    listed: ({ at }: Viewer) =>
      at === 'bilin'
        ? things.filter((thing) => stands(thing) && (thing.what === 'practice' || members.has(thing.of)))
        : [],
    /** Visible in the tables: the same, and for the author and the coordinator also what has ended. */
    readable: ({ own, at }: Viewer) =>
      at === 'bilin'
        ? things.filter((thing) => shown.has(thing.id) && (stands(thing) || own === thing.of || own === 'bilin'))
        : [],
  }
}
