//! Fixes of declared totals that are not their sums: applied to bytes, written to files, shown as a diff (`--fix`,
//! `--unsafe-fixes`, `--diff`).
//!
//! Only the characters of the four declared totals ever change. All other bytes stay as they are.

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
pub use piece::Piece;
pub use scope::Scope;
