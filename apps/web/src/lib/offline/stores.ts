/** Which stores of drafts this device has, asked without what it takes to open one. */
const NAME = 'bilin-visits-'

export const storeOf = (person: string) => NAME + person

/** Everybody who has a store on this device. */
export async function peopleHere(): Promise<string[]> {
  const stores = (await indexedDB.databases?.()) ?? []
  return stores.flatMap(({ name }) => (name?.startsWith(NAME) ? [name.slice(NAME.length)] : []))
}

/** Whether this device may store anything of a person: true where the browser cannot list databases, false where storage is denied. */
export async function mayBeHere(person: string): Promise<boolean> {
  try {
    return !indexedDB.databases || (await peopleHere()).includes(person)
  } catch {
    return false
  }
}
