import { useEffect, useRef } from 'react'
import { ShowRest } from './show-rest.tsx'

interface Props {
  /** Whether the list goes on. */
  isMore: boolean
  more: () => Promise<void>
}

/** The end of what is loaded of a list: more comes when it is scrolled into sight, or asked for. */
export function ListEnd({ isMore, more }: Props) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isMore || end.current === null) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void more()
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [isMore, more])
  if (!isMore) return null
  return (
    <div ref={end}>
      <ShowRest label="Show more" onClick={() => void more()} />
    </div>
  )
}
