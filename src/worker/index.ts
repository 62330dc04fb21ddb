export { isCancelled, LiftClient, LiftFailure, type Lifted, type LiftOptions, type WorkerLike } from './client';
export { isLiftRequest, isLiftResult, type Failure } from './protocol';
