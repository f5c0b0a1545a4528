/** The ticked boxes of a form; where none is, none is chosen, which is not the same as nothing being said. */
export const chosenEstates = (form: FormData) => Promise.resolve({ estateIds: form.getAll('estateIds[]').map(String) })
