import { expect, test } from 'vitest'
import type { LineBatch } from '../sources/line-splitter.ts'
import { spreadFlows } from './spread-flows.ts'

function batchOf(...records: object[]): LineBatch {
  const texts = records.map((record) => JSON.stringify(record))
  return {
    texts,
    offsets: texts.map((_, i) => i * 1000),
    lengths: texts.map((text) => text.length),
    firstLine: 7,
    overlong: [],
  }
}

const group = {
  time: '2024-03-03T09:15:00Z',
  properties: {
    flows: [
      { rule: 'deny', flows: [{ mac: '0', flowTuples: ['1,a', '2,b'] }] },
      { rule: 'allow', flows: [{ mac: '0', flowTuples: ['3,c'] }] },
    ],
  },
}
const network = {
  flowRecords: {
    flows: [
      {
        aclID: '0',
        flowGroups: [
          { rule: 'deny', flowTuples: ['1,a'] },
          { rule: 'allow', flowTuples: ['2,b'] },
        ],
      },
    ],
  },
}
const tailnet = {
  nodeId: 'n1',
  virtualTraffic: [{ src: 'a' }, { src: 'b' }],
  physicalTraffic: [{ src: 'c' }, { src: 'd' }, { src: 'e' }],
}

test('each flow of a record is a record of its own, at its place', () => {
  const batch = batchOf(group, { other: 1 }, network, tailnet)
  const { texts, offsets, lengths, numbers } = spreadFlows(batch)
  const ownRule = (rule: string, tuple: string) => ({
    ...group,
    properties: { flows: [{ rule, flows: [{ mac: '0', flowTuples: [tuple] }] }] },
  })
  expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual([
    ownRule('deny', '1,a'),
    ownRule('deny', '2,b'),
    ownRule('allow', '3,c'),
    { other: 1 },
    { flowRecords: { flows: [{ aclID: '0', flowGroups: [{ rule: 'deny', flowTuples: ['1,a'] }] }] } },
    { flowRecords: { flows: [{ aclID: '0', flowGroups: [{ rule: 'allow', flowTuples: ['2,b'] }] }] } },
    { nodeId: 'n1', virtualTraffic: [{ src: 'a' }] },
    { nodeId: 'n1', virtualTraffic: [{ src: 'b' }] },
  ])
  expect(offsets).toEqual([0, 0, 0, 1000, 2000, 2000, 3000, 3000])
  expect(numbers).toEqual([7, 7, 7, 8, 9, 9, 10, 10])
  expect(lengths[0]).toBe(batch.lengths[0])
})

test('a record of one flow stays as it was written, and so does what is no JSON', () => {
  const one = batchOf({ flowTuples: ['1,a'] })
  one.texts.push('{"flowTuples":')
  expect(spreadFlows(one).texts).toEqual(one.texts)
})

test('a record that would grow beyond measure stays whole', () => {
  const wide = batchOf({
    frame: 'x'.repeat(100_000),
    flowTuples: Array.from({ length: 1000 }, (_, i) => `${i},a`),
  })
  expect(spreadFlows(wide).texts).toEqual(wide.texts)
})
