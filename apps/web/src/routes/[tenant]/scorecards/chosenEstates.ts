/** The ticked estates of a form. No ticks means none, which differs from an absent field (all). */
export const chosenEstates = (form: FormData) => Promise.resolve({ estateIds: form.getAll('estateIds[]').map(String) })
