/** One tick confirms all estates, or all visits, that the page listed. */
export const confirmedVisits = (form: FormData) =>
  Promise.resolve({
    confirmedEstates: readIds(form.get('confirmedEstates')),
    confirmedVisits: readIds(form.get('confirmedVisits')),
  })

const readIds = (ticked: FormDataEntryValue | null) => (typeof ticked === 'string' ? ticked.split(' ') : [])
