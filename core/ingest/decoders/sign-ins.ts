import { jsonProduct } from './json-product.ts'
import { isEntra, readEntra } from './sign-ins/entra.ts'
import { factsIn } from './sign-ins/facts.ts'
import { isGoogle, readGoogle } from './sign-ins/google.ts'
import { isOkta, readOkta } from './sign-ins/okta.ts'

/** Sign-ins that cloud services check: one JSON object each. */
export const signIns = jsonProduct({
  name: 'sign-ins',
  title: 'Cloud sign-ins (Entra ID of Graph and Sentinel, Okta System Log, Google Workspace)',
  marks: [
    ['"createdDateTime"', '"userPrincipalName"'],
    ['"UserPrincipalName"', '"ResultType"', '"TimeGenerated'],
    ['"eventType"', '"published"', '"alternateId"'],
    ['admin#reports#activity'],
    ['"applicationName"', '"actor"', '"events"'],
  ],
  openObject: (context) => (flat) => {
    if (isEntra(flat)) return readEntra(factsIn(flat), context)
    if (isOkta(flat)) return readOkta(factsIn(flat), context)
    return isGoogle(flat) ? readGoogle(flat, factsIn(flat), context) : undefined
  },
})
