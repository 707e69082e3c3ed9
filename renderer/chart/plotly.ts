// Only what the charts use: the core, which knows scatter, and bars. A chunk of its own, loaded with the first chart.
import bar from 'plotly.js/lib/bar'
import Plotly from 'plotly.js/lib/core'

Plotly.register([bar])

export { Plotly }
