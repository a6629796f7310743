//! Which request is the first with its order ID (contract §3), although jobs look at their requests at the same time.
//!
//! Jobs have numbers, in the order of their requests. Each job enters its order IDs, in any order of the jobs. An ID that a
//! job with a smaller number, or the job itself, has entered was used before. If the job that has entered it has a greater
//! number, that job learns it later: once all jobs before it have entered theirs.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::facts::{IdHash, Set};

/// Sets that are locked one by one, and grow one by one, so that all of them are never copied at once.
const SHARDS: usize = 256;

/// The bits of a [`Use`] that are the job's number.
const JOB_BITS: u32 = 48;

/// The order IDs that were used, with at most 40 bytes each, and the jobs that used them first.
#[derive(Debug)]
pub struct FirstUses {
    /// How many shards there are, once there is an ID.
    count: usize,
    shards: OnceLock<Vec<Mutex<Set<Use>>>>,
    /// The IDs that these jobs have entered as new, and jobs before them too.
    displaced: Mutex<HashMap<u64, Vec<IdHash>>>,
}

/// 80 bits of an ID's hash, and the number of the job that has used it. The shard shows 8 more bits.
#[derive(Clone, Copy, Debug)]
struct Use(u128);

impl Use {
    fn new(id: IdHash, job: u64) -> Self {
        Self(id.bits() >> JOB_BITS << JOB_BITS | u128::from(job))
    }

    fn job(self) -> u64 {
        u64::try_from(self.0 & ((1 << JOB_BITS) - 1)).unwrap_or_default()
    }
}

impl PartialEq for Use {
    fn eq(&self, other: &Self) -> bool {
        self.0 >> JOB_BITS == other.0 >> JOB_BITS
    }
}

impl Eq for Use {}

impl Hash for Use {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::try_from(self.0 >> u64::BITS).unwrap_or_default());
    }
}

impl Default for FirstUses {
    fn default() -> Self {
        Self::with_shards(SHARDS)
    }
}

impl FirstUses {
    /// The order IDs of only one job, which are few.
    pub fn of_one_job() -> Self {
        Self::with_shards(1)
    }

    fn with_shards(count: usize) -> Self {
        Self { count, shards: OnceLock::new(), displaced: Mutex::default() }
    }

    /// Enters an ID that a job uses. Returns whether it is new, as far as it is known.
    pub fn enter(&self, id: IdHash, job: u64) -> bool {
        let shards = self.shards.get_or_init(|| (0..self.count).map(|_| Mutex::default()).collect());
        let Some(shard) = shards.get(id.shard() % self.count.max(1)) else { return true };
        let (mut shard, new) = (lock(shard), Use::new(id, job));
        if shard.insert(new) {
            return true;
        }
        let old = shard.get(&new).copied().unwrap_or(new);
        if old.job() <= job {
            return false;
        }
        shard.replace(new);
        drop(shard);
        lock(&self.displaced).entry(old.job()).or_default().push(id);
        true
    }

    /// Takes the IDs of which a job has entered the first use, but jobs before it as well. All of those must have entered
    /// their IDs.
    pub fn displaced(&self, job: u64) -> HashSet<IdHash> {
        lock(&self.displaced).remove(&job).unwrap_or_default().into_iter().collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
