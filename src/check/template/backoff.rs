//! Tries less often what does not succeed.

/// After some failures, pauses: for one call, then two, then four.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
    /// How many calls the last pause had.
    length: u32,
    /// How many calls of the pause remain.
    rest: u32,
}

/// The failures before the first pause.
const FAILURES: u32 = 8;

/// The calls of the longest pause.
const LONGEST: u32 = 1024;

impl Backoff {
    /// Whether this call is not in a pause.
    pub(super) fn is_due(&mut self) -> bool {
        let is_due = self.rest == 0;
        self.rest = self.rest.saturating_sub(1);
        is_due
    }

    /// Notes a failure.
    pub(super) fn lengthen(&mut self) {
        self.failures = self.failures.saturating_add(1);
        if self.failures > FAILURES {
            self.length = self.length.saturating_mul(2).clamp(1, LONGEST);
            self.rest = self.length;
        }
    }

    /// Notes a success after failures.
    pub(super) fn shorten(&mut self) {
        self.failures = self.failures.saturating_sub(1);
        self.length /= 2;
    }

    /// Ends the pause.
    pub(super) fn end_pause(&mut self) {
        self.rest = 0;
    }
}
