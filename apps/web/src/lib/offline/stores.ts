/** Which databases of drafts this device has; without the code that opens one. */
const NAME = 'bilin-visits-'

export const getStore = (person: string) => NAME + person

/** The people who have a database on this device. */
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
