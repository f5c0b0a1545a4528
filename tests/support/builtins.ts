/** Detects prototype pollution: changes to what every object inherits. */
const inherited = {
  'Object.prototype': Object.prototype,
  'Array.prototype': Array.prototype,
  'Function.prototype': Function.prototype,
  Object,
}

type Seen = { name: string; holder: object; keys: Set<PropertyKey> }

/** The inherited objects and the functions on them, each with the keys it has now. */
export function guardBuiltins(): Seen[] {
  return Object.entries(inherited).flatMap(([name, holder]) => {
    const methods = Reflect.ownKeys(holder).flatMap((key) => {
      const value: unknown = Object.getOwnPropertyDescriptor(holder, key)!.value
      return typeof value === 'function' ? [seen(`${name}.${String(key)}`, value)] : []
    })
    return [seen(name, holder), ...methods]
  })
}

/** The names written since, which are taken away again, so that what follows can go on. */
export function changedBuiltins(before: readonly Seen[]): string[] {
  return before.flatMap(({ name, holder, keys }) => {
    const added = Reflect.ownKeys(holder).filter((key) => !keys.has(key))
    for (const key of added) Reflect.deleteProperty(holder, key)
    return added.map((key) => `${name}.${String(key)}`)
  })
}

const seen = (name: string, holder: object): Seen => ({ name, holder, keys: new Set(Reflect.ownKeys(holder)) })
