//! Fixes of declared totals that are not their sums, and of numbers in quotes: applied to bytes, written to files, shown as
//! a diff (`--fix`, `--unsafe-fixes`, `--diff`).
//!
//! Only the characters of the four declared totals and of numbers in quotes ever change. All other bytes stay as they are.

mod diff;
mod file;
mod look;
mod mode;
mod piece;
mod scope;
mod temporary;

pub(crate) use diff::Diff;
pub use file::{Replacement, Target};
pub(crate) use look::Look;
pub use mode::FixMode;
pub(crate) use mode::edit;
pub use piece::Piece;
pub use scope::Scope;
