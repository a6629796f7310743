//! The order and spelling of the keys in objects of one kind.
//!
//! A program usually writes all requests in the same way. So the text before a member's value (comma, white space, key,
//! colon) is compared with that of the previous object. If they are equal, the key is already known.

use std::ops::Range;

/// The most members of an object whose prefixes are kept.
pub(super) const MAX_MEMBERS: usize = 64;

/// The text between the value before a member and the member's value: a comma, white space, the key, a colon.
#[derive(Clone, Debug)]
pub(super) struct KeyPrefix<'a> {
    pub(super) text: &'a str,
    /// The key in the text, without its quotes.
    pub(super) key: Range<usize>,
    /// The index of the field in its object's table; `None` for an unknown key.
    pub(super) field: Option<usize>,
}
