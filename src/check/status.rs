//! The exit status (contract §7).

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
    /// The status of a run. What counts as wrong are errors, with `--strict` also warnings; with `--diff`, what would
    /// change.
    pub(crate) fn of(has_failures: bool, is_wrong: bool) -> Self {
        match is_wrong {
            _ if has_failures => Self::Trouble,
            true => Self::Errors,
            false => Self::Clean,
        }
    }
}
