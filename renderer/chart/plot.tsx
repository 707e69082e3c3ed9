import type { Config, Data, Layout } from 'plotly.js'
import { useEffect, useRef, useState } from 'react'
import { messageOf } from '../store/loadable.ts'

export interface Figure {
  data: Partial<Data>[]
  layout: Partial<Layout>
}

interface Props {
  /** What the chart shows, in words. */
  label: string
  figure: Figure
}

const config: Partial<Config> = { displaylogo: false, displayModeBar: false, responsive: false }

/** While one figure is drawn, newer ones wait and only the newest of them is drawn next. */
export function Plot({ label, figure }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  const latest = useRef<Figure>(figure)
  const draw = useRef<() => void>(() => undefined)
  const [error, setError] = useState<string>()

  useEffect(() => {
    const element = ref.current
    if (element === null) return
    let closed = false
    let drawing = false
    let stale = false

    async function loop(target: HTMLDivElement) {
      drawing = true
      try {
        const { Plotly } = await import('./plotly.ts')
        do {
          stale = false
          if (closed) return
          const { data, layout } = latest.current
          const { width, height } = target.getBoundingClientRect()
          await Plotly.react(target, data as Data[], { ...layout, width, height }, config)
        } while (stale)
      } catch (failure) {
        setError(messageOf(failure))
      } finally {
        drawing = false
        if (closed) void import('./plotly.ts').then(({ Plotly }) => Plotly.purge(target))
      }
    }

    draw.current = () => {
      if (drawing) stale = true
      else void loop(element)
    }
    const observer = new ResizeObserver(draw.current)
    observer.observe(element)
    return () => {
      closed = true
      observer.disconnect()
      if (!drawing) void import('./plotly.ts').then(({ Plotly }) => Plotly.purge(element))
    }
  }, [])

  useEffect(() => {
    latest.current = figure
    draw.current()
  }, [figure])

  if (error !== undefined) return <p role="alert">The chart could not be drawn: {error}</p>
  return <div ref={ref} role="img" aria-label={label} className="h-full w-full" />
}
