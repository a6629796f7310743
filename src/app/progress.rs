//! A progress bar on standard error, for work that takes longer than a moment.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::input::{Input, InputSource, uncompressed};
use crate::rules::tally::Tally;

/// Time before the bar is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Bytes, rate and findings so far.
pub(crate) struct Progress {
    /// `None` if it is never shown.
    bar: Option<ProgressBar>,
    /// The start of the run; `None` once the bar is shown.
    waiting: Option<Instant>,
}

impl Progress {
    /// The progress through these inputs; shown only if `is_shown`.
    pub(crate) fn new(inputs: &[Input], is_shown: bool) -> Self {
        if !is_shown {
            return Self { bar: None, waiting: None };
        }
        let bar = ProgressBar::with_draw_target(total(inputs), ProgressDrawTarget::hidden());
        let template = match bar.length() {
            Some(_) => "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {wide_msg}",
            None => "{spinner} {bytes} {bytes_per_sec} {wide_msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar: Some(bar), waiting: Some(Instant::now()) }
    }

    /// Shows that so many more bytes were read.
    pub(crate) fn advance(&mut self, bytes: u64, tally: &Tally) {
        let Some(bar) = &self.bar else { return };
        bar.inc(bytes);
        if self.waiting.is_some_and(|since| since.elapsed() > PATIENCE) {
            self.waiting = None;
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if !bar.is_hidden() {
            bar.set_message(format!("{} errors, {} warnings", tally.errors, tally.warnings));
        }
    }

    /// Calls `write`, without the bar if that writes something that `is_shown`.
    pub(crate) fn pause_if<R>(&self, is_shown: bool, write: impl FnOnce() -> R) -> R {
        match &self.bar {
            Some(bar) if is_shown && !bar.is_hidden() => bar.suspend(write),
            _ => write(),
        }
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        self.bar.iter().for_each(ProgressBar::finish_and_clear);
    }
}

/// Bytes of all inputs; `None` if the length of one is not known.
fn total(inputs: &[Input]) -> Option<u64> {
    let length = |input: &Input| match &input.source {
        InputSource::Stdin => None,
        InputSource::File(path) if uncompressed(path) != path => None,
        InputSource::File(_) => input.length,
    };
    inputs.iter().map(length).try_fold(0_u64, |total, length| Some(total + length?))
}
