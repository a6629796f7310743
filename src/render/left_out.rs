//! What a run leaves out, and which file says so (contract §9, §11).

use crate::rules::{Rule, Severity};
use crate::text::{count, escape};

/// Findings or files that are left out for one reason, or errors that count as warnings.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The reason.
    pub by: Reason,
    /// The file that says so, as it is shown; `None` if the command line does.
    pub file: Option<String>,
    /// How many.
    pub count: u64,
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
    Irregular,
}

/// What one file, or the command line, leaves out, in words.
pub struct Notice<'l> {
    /// The file, as it is shown.
    pub file: Option<&'l str>,
    /// The words, on one line.
    pub text: String,
    /// Whether a file says so about errors. The author of a request may have written this file, so it is never quiet.
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
            None if self.by == Reason::Irregular => "hpplint",
            None => "the command line",
        }
    }
}

impl<'l> Notice<'l> {
    /// The notice of what has the same source.
    fn of(left_out: &'l [LeftOut]) -> Self {
        let first = left_out.first();
        let is_lowered = |it: &LeftOut| matches!(it.by, Reason::Warn(_));
        let missing = list(left_out.iter().filter(|it| !is_lowered(it)));
        let lowered = list(left_out.iter().filter(|it| is_lowered(it)));
        let clauses = [
            (!missing.is_empty()).then(|| format!("leaves out {missing}")),
            (!lowered.is_empty()).then(|| format!("counts {lowered} as warnings")),
        ];
        let clauses = clauses.into_iter().flatten().collect::<Vec<_>>().join("; ");
        let is_error = |it: &LeftOut| match it.by {
            Reason::Allow(rule) | Reason::Warn(rule) => rule.severity == Severity::Error,
            Reason::Exclude | Reason::Gitignore | Reason::Irregular => false,
        };
        let file = first.and_then(|first| first.file.as_deref());
        Self {
            file,
            text: format!("{} {clauses}", escape(first.map_or("", LeftOut::source))),
            hides_errors: file.is_some() && left_out.iter().any(is_error),
        }
    }
}

fn list<'l>(left_out: impl Iterator<Item = &'l LeftOut>) -> String {
    let items = left_out.map(|it| match it.by {
        Reason::Allow(rule) | Reason::Warn(rule) => format!("{} {}", it.count, rule.code),
        Reason::Exclude | Reason::Gitignore => count(it.count, "file"),
        Reason::Irregular => count(it.count, "irregular file"),
    });
    items.collect::<Vec<_>>().join(", ")
}
