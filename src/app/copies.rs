//! Writes the inputs with their fixes to files, to standard output, or as a diff.

use std::fmt::Display;
use std::mem;

use crate::app::sink::Sink;
use crate::check::{Checked, Wanted};
use crate::fix::{Diff, FixMode, Look, Replacement};
use crate::input::Failure;
use crate::rules::tally::Fixed;

/// The fixed inputs of a run.
pub(crate) struct Copies<'w> {
    mode: Option<FixMode>,
    stdout: Sink<'w>,
    look: Look,
    /// The number of the input that is copied, and where it is copied to.
    input: u64,
    copy: Copy,
    /// The fixes that were made, or would be.
    pub(crate) fixes: Fixed,
    /// The fixes that were to be made, also of inputs that could not be fixed.
    pub(crate) intended: Fixed,
    /// Inputs that could not be fixed.
    pub(crate) failures: Vec<Failure>,
}

enum Copy {
    /// Nothing is copied.
    Nothing,
    /// Nothing is copied, since the input cannot be fixed.
    Refused,
    Stdout,
    File(Replacement),
    Diff(Diff),
}

impl<'w> Copies<'w> {
    /// Copies to files or to `stdout`, where they have this look; without a `mode`, nothing is copied.
    pub(crate) fn new(mode: Option<FixMode>, stdout: Sink<'w>, look: Look) -> Self {
        Self {
            mode,
            stdout,
            look,
            input: 0,
            copy: Copy::Nothing,
            fixes: Fixed::default(),
            intended: Fixed::default(),
            failures: Vec::new(),
        }
    }

    /// Copies what was read. An input that cannot be fixed is not an error: it is added to [`failures`](Self::failures).
    ///
    /// Returns what is still wanted. If standard output is closed or full, files can still be fixed.
    ///
    /// # Errors
    /// If the diff cannot be written.
    pub(crate) fn write(&mut self, checked: &Checked) -> Result<Wanted, Failure> {
        if self.input != checked.input.number {
            self.input = checked.input.number;
            self.copy = self.begin(checked);
        }
        for piece in &checked.pieces {
            self.intended.add(piece.fixes);
        }
        for piece in &checked.pieces {
            let copied = match &mut self.copy {
                Copy::Nothing | Copy::Refused => break,
                Copy::Stdout => self
                    .stdout
                    .write(&self.look.shown(piece.fixed()))
                    .map_err(|failure| format!("{}: {}", failure.name, failure.reason)),
                Copy::File(replacement) => replacement.push(piece).map_err(|error| error.to_string()),
                Copy::Diff(diff) => {
                    let pushed = diff.push(piece).map_err(|error| error.to_string());
                    self.stdout.write(&diff.take_text())?;
                    pushed
                }
            };
            match copied {
                Err(error) => self.fail(checked, &error),
                // The fixes of a file count when it is replaced.
                Ok(()) if matches!(self.copy, Copy::File(_)) => {}
                Ok(()) => self.fixes.add(piece.fixes),
            }
        }
        if let (Copy::Refused, true, Some(Err(error))) =
            (&self.copy, checked.is_unfixed, &checked.input.target)
        {
            self.fail(checked, error);
        }
        if checked.failure.is_some() {
            self.copy = Copy::Nothing;
        }
        if checked.is_end {
            self.end(checked)?;
        }
        let is_diff = self.mode.is_some_and(|mode| mode.only_shows);
        let goes_to_stdout = checked.input.target.is_none();
        Ok(match self.stdout.is_open {
            false if is_diff => Wanted::Nothing,
            false if goes_to_stdout => Wanted::OtherInputs,
            _ => Wanted::Everything,
        })
    }

    fn begin(&self, checked: &Checked) -> Copy {
        match (self.mode, &checked.input.target) {
            (None, _) => Copy::Nothing,
            (Some(_), Some(Err(_))) => Copy::Refused,
            (Some(FixMode { only_shows: true, .. }), _) => {
                Copy::Diff(Diff::new(&checked.input.name, self.look))
            }
            (Some(_), None) => Copy::Stdout,
            (Some(_), Some(Ok(target))) => Copy::File(Replacement::new(target.clone())),
        }
    }

    fn end(&mut self, checked: &Checked) -> Result<(), Failure> {
        match mem::replace(&mut self.copy, Copy::Nothing) {
            Copy::File(replacement) => match replacement.replace() {
                Ok(fixes) => self.fixes.add(fixes),
                Err(error) => self.fail(checked, &error),
            },
            Copy::Diff(mut diff) => {
                diff.end();
                self.stdout.write(&diff.take_text())?;
            }
            Copy::Nothing | Copy::Refused | Copy::Stdout => {}
        }
        Ok(())
    }

    fn fail(&mut self, checked: &Checked, error: &dyn Display) {
        let (name, reason) = (checked.input.name.clone(), format!("not fixed: {error}"));
        self.failures.push(Failure { name, reason });
        self.copy = Copy::Nothing;
    }
}
