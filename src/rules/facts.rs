//! Facts from outside the request: the token's user, the users and the orders that exist (contract §3).

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use clap::ValueEnum;
use xxhash_rust::xxh3::xxh3_128;

use crate::json::{self, Kind};

/// Facts about users and orders. Without a fact, the check that needs it is not made.
#[derive(Debug, Default)]
pub struct Facts {
    /// The user that the access token belongs to.
    pub token_user: Option<String>,
    /// The users that exist.
    pub known_users: Option<Ids>,
    /// The orders that have a session already.
    pub known_orders: Option<Ids>,
}

/// Where an `order_id` must not occur twice (contract §3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OrderIds {
    /// Nowhere: not checked
    Off,
    /// Within one file or standard input
    #[default]
    Stream,
    /// Within all inputs of the run
    Run,
}

/// Where a request's order ID was used before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriorUse {
    /// In the file of known orders.
    Known,
    /// In an earlier request of the same stream, or of the run.
    Earlier,
}

/// The 128-bit hash of a user's or an order's ID as text (`42` and `"42"` are one). Even among billions of IDs, two
/// with the same hash are very unlikely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdHash(u128);

impl Hash for IdHash {
    /// Half of the hash is enough; a byte of the other half selects the shard.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64((self.0 >> 64).try_into().unwrap_or_default());
    }
}

/// A set of values that are hashes.
pub(super) type Set<T> = HashSet<T, BuildHasherDefault<IdHasher>>;

/// Uses an [`IdHash`] as its own hash.
#[derive(Debug, Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl IdHash {
    /// The ID in a JSON string or number; `None` for any other value.
    pub fn of(raw: &str) -> Option<Self> {
        id_text(raw).map(|text| Self::from_text(&text))
    }

    /// The ID with these characters.
    pub(crate) fn from_text(text: &[u8]) -> Self {
        Self(xxh3_128(text))
    }

    /// All its bits. The lowest 8 are not used in a set, but select it.
    pub(super) fn bits(self) -> u128 {
        self.0
    }

    /// The index of its shard.
    pub(super) fn shard(self) -> usize {
        usize::from(self.0.to_le_bytes()[0])
    }
}

/// The characters of the ID in a JSON string or number.
pub fn id_text(raw: &str) -> Option<Cow<'_, [u8]>> {
    match Kind::of(raw) {
        Kind::String => Some(json::decode(raw)),
        Kind::Number => Some(Cow::Borrowed(raw.as_bytes())),
        _ => None,
    }
}

/// Shards of a set of IDs.
const SHARDS: usize = 256;

/// A set of IDs of at most 40 bytes each, 16 of which are the ID's hash. It grows one shard at a time, so that the
/// whole set is never copied at once.
#[derive(Debug, Default)]
pub struct Ids {
    /// [`SHARDS`], or none while the set is empty.
    shards: Vec<Set<IdHash>>,
}

impl Ids {
    /// Whether the ID is among them.
    pub fn contains(&self, id: IdHash) -> bool {
        self.shards.get(id.shard()).is_some_and(|shard| shard.contains(&id))
    }

    /// Adds an ID; returns whether it is new.
    pub fn insert(&mut self, id: IdHash) -> bool {
        if self.shards.is_empty() {
            self.shards.resize_with(SHARDS, HashSet::default);
        }
        self.shards.get_mut(id.shard()).is_some_and(|shard| shard.insert(id))
    }
}

impl<T: AsRef<str>> FromIterator<T> for Ids {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut ids = Self::default();
        for text in texts {
            ids.insert(IdHash::from_text(text.as_ref().as_bytes()));
        }
        ids
    }
}
