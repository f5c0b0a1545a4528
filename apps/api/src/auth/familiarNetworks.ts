/** The networks a person signed in from since this process started, the latest few. */
const REMEMBERED = 5

export type FamiliarNetworks = ReturnType<typeof createFamiliarNetworks>

export function createFamiliarNetworks() {
  const latest = new Map<string, string[]>()
  return {
    has: (personId: string, network: string) => latest.get(personId)?.includes(network) ?? false,
    add(personId: string, network: string) {
      const others = (latest.get(personId) ?? []).filter((other) => other !== network)
      latest.set(personId, [network, ...others].slice(0, REMEMBERED))
    },
  }
}
