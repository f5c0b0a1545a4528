/** Work that several ask for at once is done once: those who ask for the same key meanwhile get the same outcome. */
export function createSharedWork<T>() {
  const running = new Map<string, Promise<T>>()
  return function share(key: string, work: () => Promise<T>): Promise<T> {
    const shared = running.get(key) ?? work().finally(() => running.delete(key))
    running.set(key, shared)
    return shared
  }
}
