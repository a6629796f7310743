//! What a run leaves out, and which file says so (contract §9, §11).

use crate::rules::Rule;
use crate::text::{count, escape};

/// Findings or files that are left out for one reason, errors that count as warnings, or a check that is not made.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The reason.
    pub by: Reason,
    /// The file that says so, as it is shown; `None` if the command line does.
    pub file: Option<String>,
    /// How many.
    pub count: u64,
    /// Whether a file leaves out what would fail the run: errors, and under `strict` warnings.
    pub hides_errors: bool,
}

/// Why something is left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// The rule is allowed: its findings are not reported.
    Allow(&'static Rule),
    /// The rule's errors count as warnings.
    Warn(&'static Rule),
    /// Files match `exclude`.
    Exclude,
    /// Files match `.gitignore`.
    Gitignore,
    /// Files are pipes, devices or sockets.
    Special,
    /// Files of folders that were searched have no request.
    NoRequest,
    /// Repeated order IDs are not looked for. This has no count.
    OrderIdsOff,
}

/// What one file, or the command line, leaves out, in words.
pub struct Notice<'l> {
    /// The file, as it is shown.
    pub file: Option<&'l str>,
    /// The words, on one line.
    pub text: String,
    /// Whether a file hides what would fail the run. The author of a request may have written this file, so the notice is
    /// never quiet.
    pub hides_errors: bool,
}

/// A notice for each file, and one for the command line.
pub fn notices(left_out: &[LeftOut]) -> impl Iterator<Item = Notice<'_>> {
    left_out.chunk_by(|one, other| one.source() == other.source()).map(Notice::of)
}

impl LeftOut {
    /// What says so, in words.
    fn source(&self) -> &str {
        match &self.file {
            Some(file) => file,
            None if matches!(self.by, Reason::Special | Reason::NoRequest) => "hpplint",
            None => "the command line",
        }
    }
}

impl<'l> Notice<'l> {
    /// The notice of what has the same source.
    fn of(left_out: &'l [LeftOut]) -> Self {
        let first = left_out.first();
        let (mut missing, mut lowered, mut warnings, mut others) = (Vec::new(), Vec::new(), 0, Vec::new());
        for it in left_out {
            match it.by {
                Reason::Allow(rule) => missing.push(format!("{} {}", it.count, rule.code)),
                Reason::Exclude | Reason::Gitignore => missing.push(count(it.count, "file")),
                Reason::NoRequest => {
                    missing.push(count(it.count, "file") + " without a payment-session request");
                }
                Reason::Special => missing.push(count(it.count, "special file") + " (pipe or device)"),
                Reason::Warn(rule) => {
                    lowered.push(format!("{} {}", it.count, rule.code));
                    warnings += it.count;
                }
                Reason::OrderIdsOff => others.push("sets order-ids = off".to_owned()),
            }
        }
        let warnings = if warnings == 1 { "a warning" } else { "warnings" };
        let missing = (!missing.is_empty()).then(|| format!("leaves out {}", missing.join(", ")));
        let lowered = (!lowered.is_empty()).then(|| format!("counts {} as {warnings}", lowered.join(", ")));
        let clauses = missing.into_iter().chain(lowered).chain(others).collect::<Vec<_>>().join("; ");
        Self {
            file: first.and_then(|first| first.file.as_deref()),
            text: format!("{} {clauses}", escape(first.map_or("", LeftOut::source))),
            hides_errors: left_out.iter().any(|it| it.hides_errors),
        }
    }
}
