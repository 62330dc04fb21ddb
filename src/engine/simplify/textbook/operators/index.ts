/** All operators that a formula may be shown to be. */
import { activations } from './activations';
import { arithmetic } from './arithmetic';
import { gradients } from './gradients';
import { losses } from './losses';
import { norms } from './norms';
import type { Operator } from './operator';
import { products } from './products';
import { scans } from './scans';
import { softmaxes } from './softmax';
import { statistics } from './statistics';
import { windows } from './windows';

export type { Operator, OperatorCondition, Parameter, ParameterRole, Range } from './operator';

/** Operators that others are defined by come first. */
export const operators: readonly Operator[] = [...arithmetic, ...statistics, ...softmaxes, ...activations, ...gradients, ...norms, ...losses, ...products, ...scans, ...windows];

const byName = new Map(operators.map(o => [o.name, o]));

/** The operator of that name, if there is one. */
export const findOperator = (name: string): Operator | undefined => byName.get(name);
