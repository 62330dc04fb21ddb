/** Rules of folds, by induction over their ranges. */
import { loadSolver } from '../../__tests__/prove';
import { subjects } from '../rules';
import { testRows } from './row-tests';
import { OF_FOLDS } from './subjects-of-folds';

beforeAll(loadSolver);

describe.each(Object.entries(subjects).filter(([name]) => OF_FOLDS.includes(name)))('%s', (_, group) => testRows(group));
