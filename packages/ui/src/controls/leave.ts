import type { Attachment } from 'svelte/attachments'

/** A <details> menu closes on Escape, on a press elsewhere, and once a link inside is followed. */
export const closesOnLeave: Attachment<HTMLDetailsElement> = (details) => {
  const onclick = ({ target }: MouseEvent) => {
    const inside = target instanceof Node && details.contains(target)
    const followed = target instanceof Element && target.closest('a[href]')
    if (!inside || followed) details.open = false
  }
  const onkeydown = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !details.open) return
    details.open = false
    details.querySelector('summary')?.focus()
  }
  document.addEventListener('click', onclick)
  document.addEventListener('keydown', onkeydown)
  return () => {
    document.removeEventListener('click', onclick)
    document.removeEventListener('keydown', onkeydown)
  }
}
