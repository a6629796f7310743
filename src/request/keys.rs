//! The keys of a request that are reported: those of repeated fields, and unknown ones.

use super::place::Place;

/// A field that is more than once in its object; the last one counts (contract §5).
#[derive(Clone, Copy, Debug)]
pub struct Duplicate<'a> {
    /// The object.
    pub place: Place,
    /// The field.
    pub name: &'static str,
    /// The first of its keys, without its quotes.
    pub first: &'a str,
    /// The last of its keys, without its quotes.
    pub last: &'a str,
}

/// A key that is not documented.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'a> {
    /// The object that has it.
    pub place: Place,
    /// The key, without its quotes.
    pub key: &'a str,
}
