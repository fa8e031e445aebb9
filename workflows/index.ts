export { dispatchWorkflow } from './dispatch.ts';
export { obligationWorkflow } from './obligation.ts';
export { planWorkflow } from './plan.ts';
export { roundWorkflow } from './round.ts';
