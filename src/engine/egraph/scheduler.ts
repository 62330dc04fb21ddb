/** Which rules are searched when: rules that match too often rest for a while. */

/** Rules are named by their position in the list. */
export type Scheduler = {
  /** How many matches of a rule are welcome in an iteration; 0: do not search. */
  readonly limit: (rule: number, iteration: number) => number;
  /** Told how many matches there were (one above the limit: too many). Whether to apply them. */
  readonly found: (rule: number, iteration: number, matches: number) => boolean;
  /** Asked when nothing new came: whether that means that nothing ever will. */
  readonly mayStop: (iteration: number) => boolean;
};

/** Every rule, every time. */
export const everything = (): Scheduler => ({ limit: () => MOST, found: () => true, mayStop: () => true });

const MOST = 2 ** 30;

export type BackoffOptions = {
  /** From so many matches on a rule rests; doubled each time. */
  readonly matchLimit?: number;
  /** For how many iterations; doubled each time. */
  readonly banLength?: number;
};

type Record = { bans: number; bannedUntil: number };

/** The schedule of egg: a rule that finds too much rests, each time longer, and may then find more. */
export function backoff({ matchLimit = 1000, banLength = 5 }: BackoffOptions = {}): Scheduler {
  const records = new Map<number, Record>();
  const recordOf = (rule: number): Record => {
    const record = records.get(rule) ?? { bans: 0, bannedUntil: 0 };
    records.set(rule, record);
    return record;
  };
  const limitOf = ({ bans }: Record) => Math.min(MOST, matchLimit * 2 ** bans);
  return {
    limit: (rule, iteration) => (iteration < recordOf(rule).bannedUntil ? 0 : limitOf(recordOf(rule))),
    found: (rule, iteration, matches) => {
      const record = recordOf(rule);
      if (matches <= limitOf(record)) {
        return true;
      }
      record.bannedUntil = iteration + banLength * 2 ** record.bans;
      record.bans++;
      return false;
    },
    mayStop: iteration => {
      const banned = [...records.values()].filter(record => record.bannedUntil > iteration);
      // Nothing happens until the first of them is back: let that be now.
      const wait = Math.min(...banned.map(record => record.bannedUntil)) - iteration;
      banned.forEach(record => (record.bannedUntil -= wait));
      return banned.length === 0;
    }
  };
}
