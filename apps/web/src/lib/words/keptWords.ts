/** Words being written are kept on the device, so that a passed deadline, a dropped line or a closed page loses none. */
import type { Attachment } from 'svelte/attachments'

/** For what surrounds one text area. `sent` is what the server has: once it has the same, the device forgets it. */
export const keptWords =
  (key: string, sent: string | null): Attachment<HTMLElement> =>
  (around) => {
    const area = around.querySelector('textarea')
    if (!area) return
    const name = `bilin.words.${key}`
    const kept = read(name)
    if (kept !== null && kept === (sent ?? '')) forget(name)
    else if (kept !== null && (area.value === '' || area.value === sent)) {
      area.value = kept
      area.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const keep = () => write(name, area.value)
    area.addEventListener('input', keep)
    return () => area.removeEventListener('input', keep)
  }

/** A device that keeps nothing for pages only means that words are kept by the page alone. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function write(name: string, words: string) {
  try {
    if (words) localStorage.setItem(name, words)
    else localStorage.removeItem(name)
  } catch {
    return
  }
}

const forget = (name: string) => write(name, '')
