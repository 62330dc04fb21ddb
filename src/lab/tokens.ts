import { Token } from '@lumino/coreutils';
import type { Services } from '../widget';

/** The one worker of the page, and the translator: what every lift needs. */
export type ILiftServices = Services;

export const ILiftServices = new Token<ILiftServices>(
  'triton-lift:ILiftServices',
  'The worker that lifts Triton kernels, shared by all notebooks of the page.'
);
