//! The verdict on a whole run.

/// The exit status (contract §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No errors.
    Clean = 0,
    /// At least one error.
    Errors = 1,
    /// Wrong usage, or an input that could not be read, written or fixed.
    Trouble = 2,
}
