//! Texts of a request as a message quotes them.

use crate::json::Kind;
use crate::text::{excerpt, redact};

/// A JSON value, cut after `limit` characters; a string is hidden if it has to be.
pub(super) fn value(value: &str, limit: usize, redacts: bool) -> String {
    let is_hidden = redacts && Kind::of(value) == Kind::String;
    if is_hidden { redact::STRING.to_owned() } else { excerpt(value, limit) }
}

/// A text that is not JSON, in the same way.
pub(super) fn text(text: &str, limit: usize, redacts: bool) -> String {
    if redacts { redact::STRING.to_owned() } else { excerpt(text, limit) }
}
