/** The page of this request is what somebody looks at, and not what the browser fetches in case they will. */
export const isLook = ({ isDataRequest, request }: { isDataRequest: boolean; request: Request }) =>
  !isDataRequest && (request.headers.get('sec-fetch-dest') ?? 'document') === 'document'
