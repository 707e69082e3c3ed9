// Plotly types only its whole package; these are the parts of it that the own bundle is made from.
declare module 'plotly.js/lib/core' {
  import Plotly = require('plotly.js')
  export default Plotly
}
declare module 'plotly.js/lib/bar' {
  import Plotly = require('plotly.js')
  type TraceModule = Extract<Parameters<typeof Plotly.register>[0], { moduleType: 'trace' }>
  const bar: TraceModule
  export default bar
}
