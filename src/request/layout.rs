//! How objects of one kind are laid out: a program that writes requests writes them all alike, so that the members of an
//! object can be told from the bytes of the one before it, without reading their keys.

use std::ops::Range;

/// Members that are kept of an object at most.
const MAX_MEMBERS: usize = 64;

/// The last object of a kind, as far as all of them are alike.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    prefixes: Vec<KeyPrefix<'a>>,
}

/// What stands before a member's value, from behind the value before it: a comma, white space, the key, a colon.
#[derive(Clone, Debug)]
pub(super) struct KeyPrefix<'a> {
    pub(super) text: &'a str,
    /// Where in it the key stands, without its quotes.
    pub(super) key: Range<usize>,
    /// The place of its name among those of the fields that are read, if it is one.
    pub(super) field: Option<usize>,
}

impl<'a> Layout<'a> {
    /// What stood before the value of the member that has `index` before it.
    pub(super) fn get(&self, index: usize) -> Option<&KeyPrefix<'a>> {
        self.prefixes.get(index)
    }

    /// Keeps what stands before the value of the member that has `index` before it.
    pub(super) fn keep(&mut self, index: usize, prefix: KeyPrefix<'a>) {
        match self.prefixes.get_mut(index) {
            Some(place) => *place = prefix,
            None if index < MAX_MEMBERS => self.prefixes.push(prefix),
            None => {}
        }
    }
}
