//! Requests inside something else (contract §8): a log, a shell command, a JSON document, source code.

mod bodies;
mod cut;
mod search;
mod unchecked;
mod walk;

pub(super) use cut::next_cut;
pub(crate) use search::{Found, Place};
pub use unchecked::Unchecked;
pub(super) use unchecked::texts;
