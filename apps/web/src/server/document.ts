/** Fills in what app.html leaves open: language, look, and the card that a chat shows for the page's address. */

export type Document = { lang: string; look: string; name: string; description: string; origin: string }

/** Of the document's beginning only: in the rest people's own words stand, which may look like one of the places. */
export function fillDocument(html: string, document: Document): string {
  if (!/^\s*<!doctype/i.test(html)) return html
  const head = html.indexOf('</head>')
  return (
    html
      .slice(0, head)
      .replace(/%(lang|look|name|description|origin)%/g, (place, name: keyof Document) =>
        name === 'look' ? document.look : escapeText(document[name]),
      ) + html.slice(head)
  )
}

/** The origin is what the browser says, where ORIGIN is not set: it may hold quotes. */
const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
