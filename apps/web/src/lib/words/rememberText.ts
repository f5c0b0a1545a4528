/** Stores text on the device while it is typed, so that a passed deadline, a lost connection or a closed page loses none of it. */
import type { Attachment } from 'svelte/attachments'

/** An attachment for the parent of one text area. `sent` is the server's text; once both are equal, the stored text is deleted. */
export const rememberText =
  (key: string, sent: string | null): Attachment<HTMLElement> =>
  (around) => {
    const area = around.querySelector('textarea')
    if (!area) return
    const name = `bilin.words.${key}`
    const remembered = read(name)
    if (remembered !== null && remembered === (sent ?? '')) forget(name)
    else if (remembered !== null && (area.value === '' || area.value === sent)) {
      area.value = remembered
      area.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const keep = () => write(name, area.value)
    area.addEventListener('input', keep)
    return () => area.removeEventListener('input', keep)
  }

/** Storage may be denied; then the text is only in the page. */
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
