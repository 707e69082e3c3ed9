/**
 * React's JSX runtime, but for one thing: text is shown as what it is (`core/event/visible`), so no screen can forget it.
 * The compiler finds it by `jsxImportSource` in tsconfig.json.
 */
import * as runtime from 'react/jsx-runtime'
import { withVisibleText, type Create } from './with-visible-text.ts'

export { Fragment } from 'react/jsx-runtime'
export type { JSX } from 'react'

export const jsx: Create = (type, props, key) => runtime.jsx(type, withVisibleText(props), key)
export const jsxs: Create = (type, props, key) => runtime.jsxs(type, withVisibleText(props), key)
