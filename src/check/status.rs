//! The exit status, and how it is computed (contract §7).

use crate::rules::tally::Tally;

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

impl Status {
    /// The status of a run with `--diff` that would set so many totals.
    pub(crate) fn of_diff(totals: u64, has_failures: bool) -> Self {
        match totals {
            _ if has_failures => Self::Trouble,
            0 => Self::Clean,
            _ => Self::Errors,
        }
    }

    /// The status of a run with these findings; `strict` counts warnings as errors.
    pub(crate) fn of(tally: &Tally, has_failures: bool, strict: bool) -> Self {
        if has_failures {
            Self::Trouble
        } else if tally.errors > 0 || (strict && tally.warnings > 0) {
            Self::Errors
        } else {
            Self::Clean
        }
    }
}
