export { interpretLaunch, type LaunchArgument, type LaunchRequest, type Outcome } from './interpret-launch';
export type { Cause, InterpretEvent, Program } from './events';
export type { BufferSpec } from './memory';
export type { Precision } from './conversion';
export type { Lanes } from './block';
export { rand, randint, randn } from './philox';
