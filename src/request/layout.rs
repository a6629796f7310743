//! The order and spelling of the keys in objects of one kind.
//!
//! A program that writes requests writes them all alike. So the text before a member's value (comma, white space, key,
//! colon) is compared with that of the object before, and the key need not be read and looked up again.

use std::ops::Range;

/// The most members whose prefixes are kept.
const MAX_MEMBERS: usize = 64;

/// The key prefixes of the last object of a kind.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    prefixes: Vec<KeyPrefix<'a>>,
}

/// The text between the value before a member and the member's value: a comma, white space, the key, a colon.
#[derive(Clone, Debug)]
pub(super) struct KeyPrefix<'a> {
    pub(super) text: &'a str,
    /// The key in the text, without its quotes.
    pub(super) key: Range<usize>,
    /// The index of the field in its object's table; `None` for an unknown key.
    pub(super) field: Option<usize>,
}

impl<'a> Layout<'a> {
    /// The prefix of the member at `index`.
    pub(super) fn get(&self, index: usize) -> Option<&KeyPrefix<'a>> {
        self.prefixes.get(index)
    }

    /// Keeps the prefix of the member at `index`.
    pub(super) fn keep(&mut self, index: usize, prefix: KeyPrefix<'a>) {
        match self.prefixes.get_mut(index) {
            Some(kept) => *kept = prefix,
            None if index < MAX_MEMBERS => self.prefixes.push(prefix),
            None => {}
        }
    }
}
