/** The development form of `jsx-runtime.ts`. */
import type { ElementType, Key, ReactElement } from 'react'
import * as runtime from 'react/jsx-dev-runtime'
import { withVisibleText, type Props } from './with-visible-text.ts'

export { Fragment } from 'react/jsx-dev-runtime'
export type { JSX } from 'react'

export function jsxDEV(
  type: ElementType,
  props: Props,
  key: Key | undefined,
  isStatic: boolean,
  source?: runtime.JSXSource,
  self?: unknown,
): ReactElement {
  return runtime.jsxDEV(type, withVisibleText(props), key, isStatic, source, self)
}
